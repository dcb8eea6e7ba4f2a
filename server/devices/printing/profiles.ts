/**
 * Printers' profiles: data, not code. Numbers of code pages differ by maker, so a wrong profile prints hieroglyphs;
 * the self-test page finds the right number.
 */
import { printerColumns, type PrinterProfileName } from '../../contract/index.js';
import type { PaperPageName } from '../../domain/paper/document.js';
import { familyTitles } from '../../domain/paper/families.js';

export interface PrinterProfile {
  /** What a person reads when choosing. */
  title: string;
  /** Letters of font A in a line. */
  columns: number;
  /** Printable dots in a line. */
  dots: number;
  /** The code page we encode in, and its number for `ESC t n` on this family. */
  page: PaperPageName;
  pageNumber: number;
  cut: 'full' | 'partial' | 'none';
  /** `raster`: the printer ignores `GS ( k`, the code is sent as a picture. */
  qr: 'native' | 'raster';
  /** Does it answer `DLE EOT n` over a two-way channel? */
  status: boolean;
  /** Lines between the print head and the cutter, or the tear bar. */
  feedBeforeCut: number;
}

const epson: PrinterProfile = {
  title: familyTitles.epson,
  columns: printerColumns.epson,
  dots: 576,
  page: 'cp866',
  pageNumber: 17,
  cut: 'partial',
  qr: 'native',
  status: true,
  feedBeforeCut: 4,
};
/** Chinese-made families answer no status and often draw no QR of their own. */
const plain = { qr: 'raster', status: false } as const;

export const profiles = {
  virtual: { ...epson, title: familyTitles.virtual, status: false },
  epson,
  'epson-tm-t88': { ...epson, title: familyTitles['epson-tm-t88'], columns: printerColumns['epson-tm-t88'], dots: 512 },
  'citizen-ct-s651': { ...epson, title: familyTitles['citizen-ct-s651'], dots: 640 },
  'bixolon-srp-s300': { ...epson, title: familyTitles['bixolon-srp-s300'], dots: 640 },
  star: { ...epson, title: familyTitles.star, columns: printerColumns.star, pageNumber: 10 },
  rongta: { ...epson, ...plain, title: familyTitles.rongta, columns: printerColumns.rongta, pageNumber: 7 },
  netum: { ...epson, ...plain, title: familyTitles.netum, columns: printerColumns.netum },
  'zjiang-58': {
    ...epson,
    ...plain,
    title: familyTitles['zjiang-58'],
    columns: printerColumns['zjiang-58'],
    dots: 384,
    cut: 'none',
  },
  'kefar-kr-306': { ...epson, ...plain, title: familyTitles['kefar-kr-306'], pageNumber: 12 },
  'yhd-8390': { ...epson, ...plain, title: familyTitles['yhd-8390'], dots: 640, pageNumber: 12 },
  'yhd-8390-cp1251': {
    ...epson,
    ...plain,
    title: familyTitles['yhd-8390-cp1251'],
    dots: 640,
    page: 'cp1251',
    pageNumber: 18,
  },
  'wincor-th230': {
    ...epson,
    title: familyTitles['wincor-th230'],
    columns: printerColumns['wincor-th230'],
    pageNumber: 7,
  },
  'seiko-rp-f10': { ...epson, title: familyTitles['seiko-rp-f10'] },
  'seiko-rp-f10-58': {
    ...epson,
    title: familyTitles['seiko-rp-f10-58'],
    columns: printerColumns['seiko-rp-f10-58'],
    dots: 432,
  },
  'custom-vkp80': { ...epson, title: familyTitles['custom-vkp80'], cut: 'full', feedBeforeCut: 5 },
  'generic-80': { ...epson, ...plain, title: familyTitles['generic-80'] },
  'generic-58': {
    ...epson,
    ...plain,
    title: familyTitles['generic-58'],
    columns: printerColumns['generic-58'],
    dots: 384,
    cut: 'none',
  },
  'generic-58-34': {
    ...epson,
    ...plain,
    title: familyTitles['generic-58-34'],
    columns: printerColumns['generic-58-34'],
    dots: 408,
    cut: 'none',
  },
} as const satisfies Record<PrinterProfileName, PrinterProfile>;

export type ProfileName = PrinterProfileName;
