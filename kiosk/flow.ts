/**
 * Which screen a visitor is on: said by the menu of the view and by what was pressed so far, never by code.
 * Pure; the answers themselves are kept in `visit.ts`.
 */
import type { Category, Expected, KioskView, MenuItem, RefusalKey, ServiceFace } from '@contract';

export type Question = MenuItem['questions'][number];

/** What the visitor has pressed: keys of the menu from the top down, and the questions that are behind. */
export interface Path {
  keys: readonly string[];
  answered: readonly Question[];
  claiming: boolean;
}

export type Step =
  | { at: 'menu'; parent: MenuItem | null; items: MenuItem[] }
  | { at: 'closed'; item: MenuItem; service: ServiceFace }
  | { at: Question; item: MenuItem; service: ServiceFace }
  | { at: 'claim'; item: MenuItem; service: ServiceFace }
  | { at: 'confirm'; item: MenuItem; service: ServiceFace };

type Menu = Pick<KioskView, 'menu' | 'services'>;

/** The service that pressing the item asks for; null for a group. */
export function serviceOf(item: MenuItem, view: Menu): ServiceFace | null {
  return view.services.find((service) => service.serviceId === item.serviceId) ?? null;
}

/** Services behind an item: its own, or those of its children. */
export function servicesBehind(item: MenuItem, view: Menu): ServiceFace[] {
  if (item.children.length > 0) return item.children.flatMap((child) => servicesBehind(child, view));
  const service = serviceOf(item, view);
  return service ? [service] : [];
}

/** Items that lead somewhere: one without a service behind it would be a dead button. */
export function liveItems(items: readonly MenuItem[], view: Menu): MenuItem[] {
  return items.filter((item) => servicesBehind(item, view).length > 0);
}

export function stepAt(view: Menu, path: Path): Step {
  let items = liveItems(view.menu, view);
  let parent: MenuItem | null = null;
  for (const key of path.keys) {
    const item: MenuItem | undefined = items.find((one) => one.key === key);
    if (!item) return { at: 'menu', parent, items };
    if (item.children.length === 0) return stepIn(view, item, path);
    parent = item;
    items = liveItems(item.children, view);
  }
  return { at: 'menu', parent, items };
}

function stepIn(view: Menu, item: MenuItem, path: Path): Step {
  const service = serviceOf(item, view);
  if (!service) return { at: 'menu', parent: null, items: liveItems(view.menu, view) };
  if (isShut(service)) return { at: 'closed', item, service };
  const question = item.questions.find((one) => !path.answered.includes(one));
  if (question) return { at: question, item, service };
  return { at: path.claiming ? 'claim' : 'confirm', item, service };
}

/** One step back: out of the claim, to the last question, up the menu. */
export function stepBack(path: Path): Path {
  if (path.claiming) return { ...path, claiming: false };
  if (path.answered.length > 0) return { ...path, answered: path.answered.slice(0, -1) };
  return { ...path, keys: path.keys.slice(0, -1) };
}

/** No ticket can be had for it now. A stranded service still gives tickets, and says what that means. */
export function isShut(service: ServiceFace): boolean {
  return service.state === 'closed' || service.state === 'limit';
}

/** What stands under a choice: its state, and the wait of one who comes now. A group spans its children. */
export function outlook(item: MenuItem, view: Menu): { state: ServiceFace['state']; expected: Expected } {
  const behind = servicesBehind(item, view);
  const taking = behind.filter((service) => !isShut(service));
  if (taking.length === 0) return { state: behind[0]?.state ?? 'closed', expected: null };
  const waits = taking.flatMap((service) => (service.expected ? [service.expected] : []));
  if (waits.length === 0)
    return { state: taking.every((one) => one.state === 'stranded') ? 'stranded' : 'open', expected: null };
  return {
    state: 'open',
    expected: {
      fromMinutes: Math.min(...waits.map((wait) => wait.fromMinutes)),
      toMinutes: Math.max(...waits.map((wait) => wait.toMinutes)),
    },
  };
}

/** Whom the kiosk offers a claim: filing for an organisation is not one's own matter. */
export function categoriesFor(item: MenuItem, categories: readonly Category[]): Category[] {
  const onBehalf = item.questions.includes('organisations');
  return categories.filter((category) => !(onBehalf && category.ownMattersOnly));
}

const settledRefusals: readonly RefusalKey[] = [
  'limitReached',
  'serviceClosed',
  'noMoreTickets',
  'dayClosed',
  'notFound',
];

/** Pressing again would be refused again: the way on is another service. */
export function isSettled(refusal: RefusalKey | null): boolean {
  return refusal !== null && settledRefusals.includes(refusal);
}

/** «Что можно сделать сейчас»: other matters of the top menu that take tickets, at most `most`. */
export function alternatives(view: Menu, closedServiceId: string, most: number): MenuItem[] {
  return liveItems(view.menu, view)
    .filter((item) => {
      const behind = servicesBehind(item, view);
      return behind.every((one) => one.serviceId !== closedServiceId) && behind.some((one) => one.state === 'open');
    })
    .slice(0, most);
}
