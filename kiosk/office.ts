/** The office as this kiosk sees it: the newest view, the link, the ticking clock, and pairing. */
import type { KioskView } from '@contract';
import { connect, newRequestId, post, type Link, type Live } from '@contract/live';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';

/** A short break is not worth a word; after this many real milliseconds the visitor is told. */
const breakMs = 2500;
const claimEveryMs = 3000;
/** A code that nobody typed is asked anew before the server forgets it. */
const codeLivesMs = 10 * 60_000;

export const useOffice = defineStore('office', () => {
  const view = shallowRef<KioskView | null>(null);
  const link = ref<Link>('connecting');
  /** Away for longer than a short break. */
  const isAway = ref(false);
  /** Office time of the newest answer, for «Последний ответ в 14:02:11». */
  const heardAt = ref<number | null>(null);
  /** Office time, in whole seconds, so that screens are drawn once a second at most. */
  const now = ref(0);
  const pairCode = ref<string | null>(null);
  const pairTrouble = ref<'stale' | 'silent' | null>(null);

  let live: Live | null = null;
  let secret: { text: string; askedAt: number } | null = null;
  let breakTimer: ReturnType<typeof setTimeout> | undefined;
  let pairTimer: ReturnType<typeof setTimeout> | undefined;

  function hearLink(next: Link): void {
    link.value = next;
    clearTimeout(breakTimer);
    if (next === 'online' || next === 'refused') isAway.value = false;
    else breakTimer = setTimeout(() => (isAway.value = true), breakMs);
    clearTimeout(pairTimer);
    if (next === 'refused') void showCode();
    else pairCode.value = null;
  }

  function tick(): void {
    const at = live?.officeNow() ?? 0;
    if (at === 0) return;
    now.value = Math.floor(at / 1000) * 1000;
    if (link.value === 'online') heardAt.value = now.value;
  }

  /** Goes on by the printed link's code if the page was opened by one, then opens the live link. */
  async function start(): Promise<void> {
    const code = new URLSearchParams(location.hash.slice(1)).get('pair');
    if (code) {
      history.replaceState(null, '', location.pathname + location.search);
      const reply = await post('device:pair', { requestId: newRequestId(), code, role: 'kiosk' }, 'kiosk');
      if (reply && !reply.ok && reply.refusal.key !== 'alreadyDone') pairTrouble.value = 'stale';
    }
    live = connect({ as: 'kiosk', token: null });
    live.watch('kiosk', (next) => {
      view.value = next;
      tick();
    });
    live.onLink(hearLink);
    setInterval(tick, 250);
  }

  /** An unpaired kiosk shows a code and asks every three seconds whether an administrator has typed it. */
  async function showCode(): Promise<void> {
    if (!secret || performance.now() - secret.askedAt > codeLivesMs) {
      const asked = await post('device:ask', { requestId: newRequestId(), role: 'kiosk' }, 'kiosk');
      if (asked?.ok) {
        secret = { text: asked.data.secret, askedAt: performance.now() };
        pairCode.value = asked.data.code;
      }
      if (!asked || !asked.ok) pairTrouble.value = 'silent';
      else if (pairTrouble.value === 'silent') pairTrouble.value = null;
    } else {
      const claimed = await post('device:claim', { requestId: newRequestId(), secret: secret.text }, 'kiosk');
      if (claimed?.ok && claimed.data.paired) {
        secret = null;
        pairTrouble.value = null;
        live?.reconnect();
        return;
      }
      if (claimed && !claimed.ok && claimed.refusal.key !== 'tooMany') secret = null;
      pairTrouble.value = claimed ? (pairTrouble.value === 'silent' ? null : pairTrouble.value) : 'silent';
    }
    if (link.value === 'refused') pairTimer = setTimeout(() => void showCode(), claimEveryMs);
  }

  /** `ask` of the live link; null before it is there. */
  const ask: Live['ask'] = async (name, payload, patienceMs) =>
    live ? await live.ask(name, payload, patienceMs) : null;

  const zone = computed(() => view.value?.office.zone ?? 'UTC');

  return { view, link, isAway, heardAt, now, zone, pairCode, pairTrouble, start, ask };
});
