/**
 * What is typed is saved as it is typed and found again after a crash of browser or server.
 * Last write wins; a draft is never in the journal before its press.
 */
import { reactive } from 'vue';
import { defineStore } from 'pinia';
import { newRequestId, read } from '@contract/live';
import { useLinkStore } from './link';

const PAUSE_MS = 500;
const RETRY_MS = 2000;

export interface Draft {
  text: string;
  state: 'loading' | 'clean' | 'saving' | 'saved' | 'unsaved';
  /** Office time of the last save. */
  savedAt: number | null;
}

export const useDraftStore = defineStore('draft', () => {
  const link = useLinkStore();
  const drafts = reactive(new Map<string, Draft>());
  const loading = new Map<string, Promise<void>>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** The draft under this key; the first asking fetches what was saved before. */
  function draftOf(key: string): Draft {
    const known = drafts.get(key);
    if (known) return known;
    drafts.set(key, { text: '', state: 'loading', savedAt: null });
    loading.set(key, restore(key));
    return drafts.get(key) ?? { text: '', state: 'loading', savedAt: null };
  }

  async function restore(key: string) {
    const reply = await read('draft', { key });
    const draft = drafts.get(key);
    // what was typed while the answer was on its way is newer
    if (!draft || draft.state !== 'loading') return;
    if (reply?.ok && reply.data.text !== null) draft.text = reply.data.text;
    draft.state = 'clean';
  }

  function write(key: string, text: string) {
    const draft = draftOf(key);
    draft.text = text;
    draft.state = 'saving';
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => void save(key), PAUSE_MS),
    );
  }

  async function save(key: string) {
    const draft = drafts.get(key);
    if (!draft) return;
    const { text } = draft;
    const reply = await link.ask('draft:save', { requestId: newRequestId(), key, text });
    if (draft.text !== text) return;
    if (reply?.ok) {
      draft.state = 'saved';
      draft.savedAt = link.now;
      return;
    }
    draft.state = 'unsaved';
    timers.set(
      key,
      setTimeout(() => void save(key), RETRY_MS),
    );
  }

  /** Another tab or another place may have written later: what is saved here is read again, what is being typed is not. */
  async function refresh(key: string) {
    const draft = drafts.get(key);
    if (!draft || (draft.state !== 'clean' && draft.state !== 'saved')) return;
    const { text } = draft;
    const reply = await read('draft', { key });
    if (draft.text === text && (draft.state === 'clean' || draft.state === 'saved') && reply?.ok)
      draft.text = reply.data.text ?? draft.text;
  }

  /** The text under this key, also when it was typed before a crash and not looked at since. */
  async function textOf(key: string): Promise<string> {
    const draft = draftOf(key);
    await loading.get(key);
    await refresh(key);
    return draft.text.trim();
  }

  window.addEventListener('focus', () => {
    for (const key of drafts.keys()) void refresh(key);
  });

  return { draftOf, write, textOf };
});
