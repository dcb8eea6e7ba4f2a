/** Who is signed in, and whether this console is open to them. The session itself is a cookie that this page never sees. */
import { computed, ref } from 'vue';
import { defineStore } from 'pinia';
import type { CommandName, Me, Payload } from '@contract';
import { newRequestId, post, read } from '@contract/live';
import type { Refusal, StaffRole } from '@contract/vocabulary';
import { makeRequests } from '../requests';
import { useLinkStore } from './link';

const RETRY_MS = 3000;
/** Tells the other tabs of this browser, which share the session, that it was opened again. */
const OPENED = 'talon.console.opened';

/** `away`: nobody answers. `out`: the server answers and knows nobody here. */
export type Phase = 'loading' | 'away' | 'out' | 'mustChange' | 'mustEnrol' | 'locked' | 'in';

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
  /** Locked here, and the server has not heard of it yet: what it says of us opens nothing. */
  let isLocking = false;

  const roles = computed<readonly string[]>(() => me.value?.roles ?? []);
  const has = (...wanted: StaffRole[]) => wanted.some((role) => roles.value.includes(role));

  function phaseOf({ isLocked, mustChange, mustEnrol }: Me): Phase {
    if (isLocked) return 'locked';
    return mustChange ? 'mustChange' : mustEnrol ? 'mustEnrol' : 'in';
  }

  function gone() {
    if (phase.value === 'in' || phase.value === 'locked') kicked.value = true;
    link.close();
    me.value = null;
    phase.value = 'out';
  }

  /** Asks the server who we are; tries again by itself while nobody answers. */
  async function load() {
    if (isLocking) return;
    const reply = await read('me', {});
    if (reply === null) {
      if (phase.value === 'loading') phase.value = 'away';
      setTimeout(() => void load(), RETRY_MS);
      return;
    }
    if (!reply.ok) {
      if (reply.refusal.key === 'signedOut' || phase.value !== 'in') gone();
      return;
    }
    const isOther = me.value !== null && faceOf(me.value) !== faceOf(reply.data);
    const wasIn = phase.value === 'in' && !isOther;
    me.value = reply.data;
    // somebody else, or other roles: nothing that was shown stays
    if (isOther) link.close();
    phase.value = phaseOf(reply.data);
    if (phase.value !== 'in') link.shut();
    else if (!wasIn) link.open(reply.data.roles, () => void recheck());
  }

  /** The link was refused or cut: signed out, locked, other roles, or only too many at the door? */
  async function recheck() {
    const reply = isLocking ? null : await read('me', {});
    if (reply === null) return;
    const isSame = reply.ok && me.value !== null && faceOf(reply.data) === faceOf(me.value);
    if (!isSame || phaseOf(reply.data) !== phase.value) await load();
  }

  /** One press of the entrance. False when it was refused or nobody answered: then `refusal` or `unanswered` says so. */
  async function enter<N extends CommandName>(name: N, make: (requestId: string) => Payload<N>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    refusal.value = null;
    unanswered.value = false;
    kicked.value = false;
    // a password is kept in no map: each attempt is a press of its own, and `busy` makes twenty taps one
    const reply = await post(name, make(newRequestId()), 'staff');
    if (reply === null) unanswered.value = true;
    else if (reply.ok) {
      isLocking = false;
      await load();
    } else refusal.value = reply.refusal;
    busy.value = false;
    return reply?.ok === true;
  }

  const signIn = (login: string, password: string, code: string | null) =>
    enter('session:signIn', (requestId) => ({ requestId, login, password, code }));
  const changePassword = (old: string, fresh: string) =>
    enter('session:changePassword', (requestId) => ({ requestId, old, fresh }));

  /** Shuts this console at once; the server is told until it has heard. */
  async function lock() {
    if (phase.value !== 'in') return;
    phase.value = 'locked';
    isLocking = true;
    refusal.value = null;
    link.shut();
    const requestId = newRequestId();
    for (;;) {
      const reply = await post('session:lock', { requestId }, 'staff');
      if (reply !== null) isLocking = false;
      if (reply !== null && !reply.ok && reply.refusal.key === 'signedOut') gone();
      if (reply !== null) return;
      await new Promise((go) => setTimeout(go, RETRY_MS));
      if (!isLocking) return;
    }
  }

  async function unlock(by: 'pin' | 'password', secretText: string) {
    const isOpen = await enter('session:unlock', (requestId) => ({ requestId, by, secretText }));
    if (isOpen) tellOthers();
    else if (refusal.value?.key === 'signedOut') gone();
    return isOpen;
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
      unanswered.value = true;
      return;
    }
    requests.spend(requestId);
    requests.moveOn();
    isLocking = false;
    refusal.value = null;
    link.close();
    me.value = null;
    phase.value = 'out';
  }

  function tellOthers() {
    try {
      localStorage.setItem(OPENED, String(Date.now()));
    } catch {
      // the other tabs look when they are looked at
    }
  }
  window.addEventListener('storage', ({ key }) => {
    if (key === OPENED && phase.value === 'locked') void load();
  });
  window.addEventListener('focus', () => {
    if (phase.value === 'locked' && !busy.value) void recheck();
  });

  return {
    phase,
    me,
    kicked,
    refusal,
    unanswered,
    busy,
    roles,
    has,
    load,
    newOffice,
    recheck,
    signIn,
    changePassword,
    lock,
    unlock,
    signOut,
  };
});

/** Who it is and as what: another person or other roles begin anew. */
const faceOf = ({ userId, roles }: Me) => [userId, ...roles].join(' ');
