/**
 * The one door of the contract. The server imports everything from here; the browsers' clients
 * import its TYPES from here, and at run time only `live.ts` and `vocabulary.ts`: zod never ships.
 */
export * from './vocabulary.js';
export * from './shapes.js';
export * from './case.js';
export * from './appeal.js';
export * from './commands.js';
export * from './faces.js';
export * from './visitorViews.js';
export * from './deskView.js';
export * from './hallView.js';
export * from './views.js';
export * from './paper.js';
export * from './law.js';
export * from './registration.js';
export * from './proof.js';
export * from './caseReports.js';
export * from './figureReports.js';
export * from './sheets.js';
export * from './alert.js';
export * from './check.js';
export * from './people.js';
export * from './privacy.js';
export * from './settings.js';
export * from './structure.js';
export * from './lawCommands.js';
export * from './settingsReports.js';
export * from './upload.js';
export * from './reports.js';
