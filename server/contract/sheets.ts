/** THE WIRE: what can be taken away as a file. */
import type * as z from 'zod';
import { figureSheets } from './figureReports.js';
import { atBooth, ComplaintFilter, ConsultationFilter, QuarterFilter, TermFilter } from './filters.js';
import { privacySheets } from './privacy.js';
import { RegistrationFilter } from './registration.js';
import type { Role } from './vocabulary.js';

/** What can be taken away as a sheet: `GET /api/exports/:name.xlsx` or `.csv`. */
export const sheets = {
  registrations: { by: ['operator', 'manager', 'administrator', 'auditor'], query: RegistrationFilter },
  terms: { by: atBooth, query: TermFilter },
  complaints: { by: atBooth, query: ComplaintFilter },
  consultations: { by: atBooth, query: ConsultationFilter },
  complaintSummary: {
    by: ['operator', 'manager', 'administrator', 'auditor'],
    query: QuarterFilter,
  },
  ...figureSheets,
  ...privacySheets,
} as const satisfies Record<string, { by: readonly Role[]; query: z.ZodType }>;
export type SheetName = keyof typeof sheets;
