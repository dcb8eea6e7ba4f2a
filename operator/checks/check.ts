/** A check as its form holds it, and the addresses of what is looked at for its period. Pure. */
import type { CheckContent } from '@contract';
import { checkCauses } from '@contract/vocabulary';
import type { RouteLocationNamedRaw, RouteLocationPathRaw } from 'vue-router';

/** The form: officers as they are typed, one on each line. */
export interface CheckTyped extends Omit<CheckContent, 'officers'> {
  officers: string;
}

export type CheckProblem = 'fill' | 'badPeriod' | 'future' | 'outside';
export type CheckFields = Partial<Record<'cause' | 'ground' | 'from' | 'until' | 'officers', CheckProblem>>;

export function blankCheck(): CheckTyped {
  return { kind: 'planned', cause: null, ground: '', subject: '', from: '', until: '', officers: '' };
}

export function typedOf(content: CheckContent): CheckTyped {
  return { ...content, officers: content.officers.join('\n') };
}

/** As it is sent: a planned one has no cause, whatever was chosen before. */
export function contentOf(typed: CheckTyped): CheckContent {
  return {
    ...typed,
    cause: typed.kind === 'planned' ? null : typed.cause,
    ground: typed.ground.trim(),
    subject: typed.subject.trim(),
    officers: typed.officers
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  };
}

/** What is missing or cannot be, by field; the office looks again. */
export function problemsOf(typed: CheckTyped, today: string): CheckFields {
  const { kind, cause, from, until, ground, officers } = contentOf(typed);
  const found: CheckFields = {};
  if (kind === 'unplanned' && cause === null) found.cause = 'fill';
  if (ground.length < 3) found.ground = 'fill';
  if (officers.length === 0 || officers.some((name) => name.length < 2)) found.officers = 'fill';
  if (from === '') found.from = 'fill';
  else if (from > today) found.from = 'future';
  if (until === '') found.until = 'fill';
  else if (until < from) found.until = 'badPeriod';
  else if (until > today) found.until = 'future';
  return found;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What was typed before a crash, over the form as it stands; a text that is none changes nothing. */
export function checkTyped(text: string, before: CheckTyped): CheckTyped {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(text);
  } catch {
    return before;
  }
  if (!isGroup(parsed)) return before;
  const typed = new Map<string, unknown>(Object.entries(parsed));
  const words = (key: keyof CheckTyped, otherwise: string) => {
    const value = typed.get(key);
    return typeof value === 'string' ? value : otherwise;
  };
  return {
    kind: typed.get('kind') === 'unplanned' ? 'unplanned' : 'planned',
    cause: checkCauses.find((one) => one === typed.get('cause')) ?? null,
    ground: words('ground', before.ground),
    subject: words('subject', before.subject),
    from: words('from', before.from),
    until: words('until', before.until),
    officers: words('officers', before.officers),
  };
}

export type CheckLink = 'figures' | 'tickets' | 'late' | 'registrations' | 'complaints';

/** Where the figures, tickets and registers of a check's period stand; `route` is whose page it is. */
export function linksOf({ from, until }: Pick<CheckContent, 'from' | 'until'>): {
  key: CheckLink;
  route: string;
  to: RouteLocationNamedRaw | RouteLocationPathRaw;
}[] {
  const period = { from, until };
  return [
    { key: 'figures', route: 'reports', to: { path: '/reports', query: period } },
    { key: 'tickets', route: 'reports', to: { path: '/reports/tickets', query: period } },
    { key: 'late', route: 'reports', to: { path: '/reports/tickets', query: { ...period, show: 'late' } } },
    { key: 'registrations', route: 'registrations', to: { name: 'registrations', query: period } },
    { key: 'complaints', route: 'complaints', to: { name: 'complaints', query: period } },
  ];
}
