/**
 * The live link: the newest views, office time, and presses that are made exactly once.
 * Holds no rules: what a press may do is decided by the office, and said here when it says no.
 */
import { computed, ref, shallowRef } from 'vue';
import { defineStore } from 'pinia';
import type { Answer, CommandName, DeskView, HallView, Payload } from '@contract';
import { connect, newRequestId, type Link, type Live } from '@contract/live';
import type { Refusal, Reply } from '@contract/vocabulary';
import { makeRequests } from '../requests';

/** How long a press waits for its answer; meanwhile the link may go and come back. */
const PATIENCE_MS = 20_000;
const TICK_MS = 200;
const KEPT_OFFICE = 'talon.console.office';

export type Trouble = { kind: 'refused'; refusal: Refusal } | { kind: 'noAnswer' };

export const useLinkStore = defineStore('link', () => {
  const state = ref<Link>('connecting');
  /** Office time in whole seconds, so that screens redraw once a second. 0 before the first view. */
  const now = ref(0);
  /** Office time when the link went; null while it is there. */
  const lostAt = ref<number | null>(null);
  const desk = shallowRef<DeskView | null>(null);
  const hall = shallowRef<HallView | null>(null);
  const trouble = ref<Trouble | null>(null);
  /** Names of commands on their way. */
  const underway = ref<ReadonlySet<string>>(new Set());

  let live: Live | null = null;
  let ticking: ReturnType<typeof setInterval> | undefined;
  const requests = makeRequests(newRequestId);
  const flying = new Map<string, Promise<unknown>>();
  let whenRefused: () => void = () => undefined;

  const office = computed(() => desk.value?.office ?? hall.value?.office ?? null);
  const day = computed(() => desk.value?.day ?? hall.value?.day ?? null);
  const zone = computed(() => office.value?.zone ?? 'Europe/Moscow');
  const rate = computed(() => desk.value?.rate ?? hall.value?.rate ?? 1);
  const isOffline = computed(() => state.value === 'offline' || lostAt.value !== null);

  function tick() {
    const at = live?.officeNow() ?? 0;
    const whole = Math.floor(at / 1000) * 1000;
    if (whole !== now.value) now.value = whole;
  }

  function hearLink(next: Link) {
    const wasCut = next === 'online' && lostAt.value !== null;
    state.value = next;
    if (next === 'offline' && lostAt.value === null) lostAt.value = live?.officeNow() ?? null;
    if (next === 'online') lostAt.value = null;
    // whoever was cut off may come back with other roles
    if (next === 'refused' || wasCut) whenRefused();
  }

  function moved() {
    requests.moveOn();
    tick();
    const name = office.value?.name;
    if (name) keepOffice(JSON.stringify({ name, region: office.value?.region }));
  }

  /** Opens the link and watches the views of this person's roles. `refused` is told when the server no longer knows us. */
  function open(roles: readonly string[], refused: () => void) {
    shut();
    lostAt.value = null;
    trouble.value = null;
    whenRefused = refused;
    live = connect({ as: 'staff', token: null });
    live.onLink(hearLink);
    if (roles.includes('operator'))
      live.watch('desk', (view) => {
        if (desk.value?.turn !== view.turn) trouble.value = null;
        desk.value = view;
        moved();
      });
    if (roles.some((role) => role !== 'operator'))
      live.watch('hall', (view) => {
        hall.value = view;
        moved();
      });
    ticking = setInterval(tick, TICK_MS);
  }

  /** Hears nothing any longer; what was heard last stays, for a console that is unlocked soon. */
  function shut() {
    clearInterval(ticking);
    live?.close();
    live = null;
  }

  function close() {
    shut();
    desk.value = null;
    hall.value = null;
    now.value = 0;
    lostAt.value = null;
    trouble.value = null;
    state.value = 'connecting';
  }

  /** Sends one command as it is; for what is not a press of a key (drafts). */
  async function ask<N extends CommandName>(name: N, payload: Payload<N>): Promise<Reply<Answer<N>> | null> {
    return live === null ? null : live.ask(name, payload, PATIENCE_MS);
  }

  /**
   * One press. `make` builds the payload around the request id; the same payload on the same screen is the same
   * press. Resolves to the answer's data, or null when refused or unanswered: then `trouble` says why.
   */
  async function press<N extends CommandName>(
    name: N,
    make: (requestId: string) => Payload<N>,
  ): Promise<Answer<N> | null> {
    const id = requests.idOf(name, JSON.stringify(make('')));
    if (flying.has(id)) return null;
    trouble.value = null;
    const flight = ask(name, make(id));
    flying.set(id, flight);
    underway.value = new Set([...underway.value, name]);
    const reply = await flight;
    flying.delete(id);
    underway.value = new Set([...underway.value].filter((other) => other !== name));
    if (reply === null) trouble.value = { kind: 'noAnswer' };
    else if (reply.ok) {
      requests.spend(id);
      return reply.data;
    } else if (isBond(reply.refusal.key)) whenRefused();
    // a stale press changed nothing, and the view that made it stale is already on its way
    else if (reply.refusal.key !== 'stale') trouble.value = { kind: 'refused', refusal: reply.refusal };
    return null;
  }

  return {
    state,
    now,
    lostAt,
    desk,
    hall,
    trouble,
    underway,
    office,
    day,
    zone,
    rate,
    isOffline,
    open,
    shut,
    close,
    ask,
    press,
  };
});

/** Who presses may press no longer, or not before something else is done: the server is asked who we are. */
const isBond = (key: Refusal['key']) =>
  key === 'signedOut' || key === 'locked' || key === 'passwordMustChange' || key === 'mustEnrol';

let keptOffice = '';

/** The office's name for the next sign-in: before it, no view is there to tell whose console this is. */
function keepOffice(face: string) {
  if (face === keptOffice) return;
  keptOffice = face;
  try {
    localStorage.setItem(KEPT_OFFICE, face);
  } catch {
    // then the entrance shows the product's own name
  }
}

export function keptOfficeFace(): { name: string; region: string; language: string }[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_OFFICE) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('name' in kept) || !('region' in kept)) return [];
    const { name, region } = kept;
    return ['ru', 'en'].map((language) => ({
      language,
      name: wordOf(name, language),
      region: wordOf(region, language),
    }));
  } catch {
    return [];
  }
}

function wordOf(words: unknown, language: string): string {
  if (typeof words !== 'object' || words === null) return '';
  const found: unknown = Object.entries(words).find(([key]) => key === language)?.[1];
  return typeof found === 'string' ? found : '';
}
