/**
 * What is typed is saved as it is typed and found again after a crash of browser or server.
 * Last write wins; a draft is never in the journal before its press.
 */
import { reactive } from 'vue';
import { defineStore } from 'pinia';
import { newRequestId, read, sendLast } from '@contract/live';
import { useLinkStore } from './link';
import { makeSoon, type Soon } from './soon';

/** At most so much of what is typed is nowhere but on the screen, however steadily it is typed. */
const UNSAVED_MS = 500;
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
  const savings = new Map<string, Soon>();
  /** Keys whose save is on its way: a second one must not overtake it. */
  const flying = new Set<string>();
  /** Keys whose time came meanwhile. */
  const due = new Set<string>();

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
    // what is done with goes at once, so that a crash does not bring it back over what it has become
    saveWithin(key, text === '' ? 0 : UNSAVED_MS);
  }

  function saveWithin(key: string, ms: number) {
    const saving = savings.get(key) ?? makeSoon(() => void save(key));
    savings.set(key, saving);
    saving.within(ms);
  }

  async function save(key: string): Promise<void> {
    const draft = drafts.get(key);
    if (!draft) return;
    // what is typed meanwhile is saved as soon as the answer is there
    if (flying.has(key)) return void due.add(key);
    const { text } = draft;
    flying.add(key);
    const reply = await link.ask('draft:save', { requestId: newRequestId(), key, text });
    flying.delete(key);
    if (due.delete(key)) return save(key);
    // typed meanwhile: its own time comes
    if (draft.text !== text) return;
    if (reply?.ok) {
      draft.state = 'saved';
      draft.savedAt = link.now;
      return;
    }
    draft.state = 'unsaved';
    saveWithin(key, RETRY_MS);
  }

  /** The page is going away or out of sight: what is not saved goes with it, and nobody waits for the answer. */
  function saveLast() {
    for (const [key, { text, state }] of drafts)
      if (state === 'saving' || state === 'unsaved')
        sendLast('draft:save', { requestId: newRequestId(), key, text }, 'staff');
  }

  /** Whoever locks the console loses nothing of what is typed: what is not saved is, and waited for. */
  async function saveAll(): Promise<void> {
    await Promise.all(
      [...drafts].flatMap(([key, { state }]) => (state === 'saving' || state === 'unsaved' ? [save(key)] : [])),
    );
  }

  /**
   * Another tab or another place may have written later: what is saved here is read again, what is being typed is not. No
   * draft is one that is done with.
   */
  async function refresh(key: string) {
    const draft = drafts.get(key);
    if (!draft || (draft.state !== 'clean' && draft.state !== 'saved')) return;
    const { text } = draft;
    const reply = await read('draft', { key });
    if (draft.text === text && (draft.state === 'clean' || draft.state === 'saved') && reply?.ok)
      draft.text = reply.data.text ?? '';
  }

  /** The text under this key, also when it was typed before a crash and not looked at since. */
  async function textOf(key: string): Promise<string> {
    const draft = draftOf(key);
    await loading.get(key);
    await refresh(key);
    return draft.text.trim();
  }

  window.addEventListener('pagehide', saveLast);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') saveLast();
  });
  window.addEventListener('focus', () => {
    for (const key of drafts.keys()) void refresh(key);
  });

  return { draftOf, write, saveAll, textOf };
});
