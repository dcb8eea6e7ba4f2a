/** The words of files that come in and go out: a payer's, a picture, a sheet. */

/** As a spreadsheet with typed cells, or as text with semicolons. */
export const sheetFormats = ['xlsx', 'csv'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** Why a payer's file was not read; nothing of it is kept. */
export const fileRefusals = [
  'tooLarge',
  'empty',
  'notXml',
  'encoding',
  'doctype',
  'tooDeep',
  'archiveBroken',
  'archiveEncrypted',
  'archiveTooLarge',
  'archiveTooMany',
  'unknownFormat',
  'tooManyPersons',
  'sameName',
  'timeout',
  'busy',
] as const;
export type FileRefusal = (typeof fileRefusals)[number];

/** A raster picture by its own bytes: slides of the board, the office's logo. Nothing that a browser runs. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type PictureType = (typeof pictureTypes)[number];
/** 2 MB: a slide of a board of 1920 × 1080, drawn again by the console before it is sent. */
export const mostPictureBytes = 2 * 1024 * 1024;
/** Pixels of a side. */
export const leastPictureSide = 8;
export const mostPictureSide = 4096;
/** Pictures that an office keeps: thirty pages of the board, those before them, and those that nobody has saved yet. */
export const mostPictures = 120;

/** Why a picture was not taken; nothing of it is kept. */
export const pictureRefusals = [
  'empty',
  'tooLarge',
  'svg',
  'page',
  'gif',
  'notPicture',
  'animated',
  'broken',
  'trailing',
  'small',
  'wide',
  'tooMany',
  'timeout',
  'busy',
] as const;
export type PictureRefusal = (typeof pictureRefusals)[number];
