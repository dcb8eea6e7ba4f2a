/** The lines of the table by what they are about, in the order of an office's day. */
import type { RightRow } from '@contract';

const areaOfNoun: Record<string, string> = {
  ticket: 'tickets',
  visit: 'tickets',
  staff: 'tickets',
  shift: 'booth',
  reception: 'booth',
  submission: 'cases',
  protocol: 'cases',
  card: 'cases',
  complaint: 'appeals',
  consultation: 'appeals',
  check: 'checks',
  day: 'day',
  service: 'day',
  alert: 'day',
  paper: 'devices',
  print: 'devices',
  device: 'devices',
  printer: 'devices',
  user: 'people',
  access: 'people',
  data: 'privacy',
  retention: 'privacy',
  session: 'own',
  account: 'own',
  draft: 'own',
  demo: 'own',
};

/** Everything else that is pressed is a setting of the office. */
function areaOf({ kind, name }: RightRow): string {
  if (kind === 'view') return 'seen';
  if (kind === 'report') return 'read';
  if (kind !== 'command') return 'taken';
  const [noun = '', verb = ''] = name.split(':');
  return noun === 'service' && (verb === 'set' || verb === 'limit') ? 'settings' : (areaOfNoun[noun] ?? 'settings');
}

export const areas = [
  'tickets',
  'booth',
  'cases',
  'appeals',
  'checks',
  'day',
  'settings',
  'people',
  'devices',
  'privacy',
  'own',
  'seen',
  'read',
  'taken',
] as const;

/** Where the words of a line stand: `rights.command.visit.call`. */
export function wordsOf({ kind, name }: Pick<RightRow, 'kind' | 'name'>): string {
  return `rights.${kind}.${name.replace(':', '.')}`;
}

/** The lines of each area that has some. */
export function byArea(rows: readonly RightRow[]): { area: (typeof areas)[number]; rows: RightRow[] }[] {
  return areas
    .map((area) => ({ area, rows: rows.filter((row) => areaOf(row) === area) }))
    .filter(({ rows: found }) => found.length > 0);
}
