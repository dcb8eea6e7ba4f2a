/**
 * How a board becomes known to the office: by the printed link (`/display/#pair=CODE`), or by showing a code that an
 * administrator types in the console. The server answers with a cookie; the board keeps no secret of its own.
 */
import { newRequestId, post } from '@contract/live';
import type { Live } from '@contract/live';
import { readonly, ref } from 'vue';

const pollMs = 3000;
/** A board that was known a moment ago may only have been turned away for haste: it asks for a code a little later. */
const doubtMs = 6000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Takes the code out of the address at once, so that it stays neither on the screen nor in the history. */
function takeCode(): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('pair');
  if (code) history.replaceState(null, '', location.pathname + location.search);
  return code;
}

/** Tries the printed link's code until the server says yes or no. The same requestId makes a lost answer harmless. */
async function pairByLink(code: string): Promise<boolean> {
  const payload = { requestId: newRequestId(), code, role: 'display' } as const;
  for (;;) {
    const paired = await post('device:pair', payload, 'display');
    if (paired?.ok) return true;
    if (paired && paired.refusal.key !== 'tooMany') return paired.refusal.key === 'alreadyDone';
    await wait(pollMs);
  }
}

/** `code` is what an unpaired board shows; `isLinkRefused` says that the printed link was not good. */
export function usePairing(live: Live) {
  const code = ref<string | null>(null);
  const isLinkRefused = ref(false);
  let isAsking = false;
  let wasOnline = false;

  const printed = takeCode();
  const linkTried = printed ? tryLink(printed) : Promise.resolve(false);

  live.onLink((link) => {
    if (link === 'online') {
      wasOnline = true;
      code.value = null;
      isLinkRefused.value = false;
    }
    if (link === 'refused' && !isAsking) {
      isAsking = true;
      void askUntilKnown().finally(() => (isAsking = false));
    }
  });

  async function tryLink(from: string): Promise<boolean> {
    const isPaired = await pairByLink(from);
    if (isPaired) live.reconnect();
    else isLinkRefused.value = live.link !== 'online';
    return isPaired;
  }

  async function askUntilKnown(): Promise<void> {
    if (await linkTried) await wait(pollMs);
    else if (wasOnline) await wait(doubtMs);
    wasOnline = false;
    while (live.link === 'refused') {
      const asked = await post('device:ask', { requestId: newRequestId(), role: 'display' }, 'display');
      if (asked?.ok) {
        code.value = asked.data.code;
        await claimed(asked.data.secret);
        // let in, or the code has run out: either way the next handshake says how things stand
        live.reconnect();
      }
      await wait(pollMs);
    }
  }

  /** Waits until an administrator let the board in or the code has run out. */
  async function claimed(secret: string): Promise<void> {
    while (live.link === 'refused') {
      await wait(pollMs);
      const reply = await post('device:claim', { requestId: newRequestId(), secret }, 'display');
      if (reply?.ok && reply.data.paired) return;
      if (reply && !reply.ok && reply.refusal.key !== 'tooMany') return;
    }
  }

  return { code: readonly(code), isLinkRefused: readonly(isLinkRefused) };
}
