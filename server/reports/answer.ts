/** What the archive answers, by name: the questions about cases that read many rows, or rows of earlier days. */
import { reports, type Reply, type ReportName } from '../contract/index.js';
import { check, checks } from './checks.js';
import { complaints, complaintSummary } from './complaints.js';
import { consultations } from './consultations.js';
import { figures } from './figures/figures.js';
import { figureNames } from './figures/names.js';
import { tickets } from './figures/tickets.js';
import { usual } from './figures/usual.js';
import { erasures } from './erasures.js';
import { held } from './held.js';
import { inbox } from './inbox.js';
import { payers } from './payers.js';
import { proof } from './proof.js';
import { protocols } from './protocols.js';
import { registrations } from './registrations.js';
import { retention } from './retention.js';
import { terms } from './terms.js';
import type { World } from './world.js';

export const archiveReports = [
  'registrations',
  'proof',
  'terms',
  'protocols',
  'payers',
  'inbox',
  'complaints',
  'consultations',
  'complaintSummary',
  'checks',
  'check',
  'figures',
  'figureNames',
  'tickets',
  'usual',
  'held',
  'erasures',
  'retention',
] as const satisfies readonly ReportName[];
export type ArchiveReport = (typeof archiveReports)[number];

/** Is this question the archive's? */
export function isArchiveReport(name: ReportName): name is ArchiveReport {
  return archiveReports.some((one) => one === name);
}

const yes = (data: unknown): Reply<unknown> => ({ ok: true, data });

/** Answers a question that the door has parsed. Refuses: notFound. */
export function answer(world: World, name: ArchiveReport, query: unknown): Reply<unknown> {
  switch (name) {
    case 'registrations':
      return yes(registrations(world, reports.registrations.query.parse(query)));
    case 'proof': {
      const page = proof(world, reports.proof.query.parse(query));
      return page === null ? { ok: false, refusal: { key: 'notFound', about: { field: 'visitId' } } } : yes(page);
    }
    case 'terms':
      return yes(terms(world, reports.terms.query.parse(query)));
    case 'protocols':
      return yes(protocols(world, reports.protocols.query.parse(query)));
    case 'payers':
      return yes(payers(world, reports.payers.query.parse(query)));
    case 'inbox':
      return yes(inbox(world));
    case 'complaints':
      return yes(complaints(world, reports.complaints.query.parse(query)));
    case 'consultations':
      return yes(consultations(world, reports.consultations.query.parse(query)));
    case 'complaintSummary':
      return yes(complaintSummary(world, reports.complaintSummary.query.parse(query)));
    case 'figures':
      return yes(figures(world, world.facts(), reports.figures.query.parse(query)));
    case 'figureNames':
      return yes(figureNames(world, world.facts()));
    case 'tickets':
      return yes(tickets(world, world.facts(), reports.tickets.query.parse(query)));
    case 'usual':
      return yes(usual(world, world.facts()));
    case 'held': {
      const page = held(world, reports.held.query.parse(query));
      return page === null ? { ok: false, refusal: { key: 'notFound' } } : yes(page);
    }
    case 'erasures':
      return yes(erasures(world, reports.erasures.query.parse(query)));
    case 'retention':
      return yes(retention(world));
    case 'checks':
      return yes(checks(world, reports.checks.query.parse(query)));
    case 'check': {
      const page = check(world, reports.check.query.parse(query));
      return page === null ? { ok: false, refusal: { key: 'notFound', about: { field: 'checkId' } } } : yes(page);
    }
  }
}
