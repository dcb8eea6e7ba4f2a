/** Who is signed in. The session itself is a cookie that this page never sees. */
import { computed, ref } from 'vue';
import { defineStore } from 'pinia';
import type { Me } from '@contract';
import { newRequestId, post, read } from '@contract/live';
import type { Refusal, StaffRole } from '@contract/vocabulary';
import { makeRequests } from '../requests';
import { useLinkStore } from './link';

const RETRY_MS = 3000;

/** `away`: nobody answers. `out`: the server answers and knows nobody here. */
export type Phase = 'loading' | 'away' | 'out' | 'mustChange' | 'in';

export const useSessionStore = defineStore('session', () => {
  const phase = ref<Phase>('loading');
  const me = ref<Me | null>(null);
  /** True when a session ended without this page asking for it. */
  const kicked = ref(false);
  const refusal = ref<Refusal | null>(null);
  const unanswered = ref(false);
  const busy = ref(false);
  const link = useLinkStore();
  const requests = makeRequests(newRequestId);

  const roles = computed<readonly string[]>(() => me.value?.roles ?? []);
  const has = (...wanted: StaffRole[]) => wanted.some((role) => roles.value.includes(role));

  /** Asks the server who we are; tries again by itself while nobody answers. */
  async function load() {
    const reply = await read('me', {});
    if (reply === null) {
      if (phase.value === 'loading') phase.value = 'away';
      setTimeout(() => void load(), RETRY_MS);
      return;
    }
    if (!reply.ok) {
      if (phase.value === 'in') kicked.value = true;
      link.close();
      me.value = null;
      phase.value = 'out';
      return;
    }
    me.value = reply.data;
    phase.value = reply.data.mustChange ? 'mustChange' : 'in';
    if (phase.value === 'in') link.open(reply.data.roles, () => void recheck());
  }

  /** The link was refused: signed out, or only too many at the door? Then the link tries again by itself. */
  async function recheck() {
    const reply = await read('me', {});
    if (reply !== null && !reply.ok) await load();
  }

  async function signIn(login: string, password: string) {
    if (busy.value) return;
    busy.value = true;
    refusal.value = null;
    unanswered.value = false;
    kicked.value = false;
    // a password is kept in no map: each attempt is a press of its own, and `busy` makes twenty taps one
    const reply = await post('session:signIn', { requestId: newRequestId(), login, password }, 'staff');
    if (reply === null) unanswered.value = true;
    else if (reply.ok) await load();
    else refusal.value = reply.refusal;
    busy.value = false;
  }

  async function changePassword(old: string, fresh: string) {
    if (busy.value) return;
    busy.value = true;
    refusal.value = null;
    unanswered.value = false;
    const reply = await post('session:changePassword', { requestId: newRequestId(), old, fresh }, 'staff');
    if (reply === null) unanswered.value = true;
    else if (reply.ok) await load();
    else refusal.value = reply.refusal;
    busy.value = false;
  }

  /** True once another office, which is no demo, has taken this one's place and knows us; the link finds it by itself. */
  async function newOffice(): Promise<boolean> {
    const reply = await read('me', {});
    if (!reply?.ok || reply.data.demo) return false;
    me.value = reply.data;
    return true;
  }

  async function signOut() {
    const requestId = requests.idOf('session:signOut', me.value?.userId ?? '');
    const reply = await post('session:signOut', { requestId }, 'staff');
    if (reply === null) {
      link.trouble = { kind: 'noAnswer' };
      return;
    }
    requests.spend(requestId);
    requests.moveOn();
    link.close();
    me.value = null;
    phase.value = 'out';
  }

  return { phase, me, kicked, refusal, unanswered, busy, roles, has, load, newOffice, signIn, changePassword, signOut };
});
