/**
 * The office's words on the wire: statuses, roles, verbs, refusals.
 * Plain data without zod, so that a screen may use it at run time.
 */
export * from './vocabulary/cases.js';
export * from './vocabulary/files.js';
export * from './vocabulary/hall.js';
export * from './vocabulary/keeping.js';
export * from './vocabulary/people.js';
export * from './vocabulary/printing.js';
export * from './vocabulary/refusals.js';
export * from './vocabulary/settings.js';
