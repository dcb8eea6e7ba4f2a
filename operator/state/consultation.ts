/**
 * What was asked and what was answered, in one line each: kept as a draft at once, saved to the office when a line is
 * left and before the reception ends.
 */
import { reactive, ref, watch } from 'vue';
import { defineStore } from 'pinia';
import { newRequestId } from '@contract/live';
import { useDraftStore } from './draft';
import { useLinkStore } from './link';
import { makeSoon } from './soon';

const TYPED_MS = 2000;

export const useConsultationStore = defineStore('consultation', () => {
  const link = useLinkStore();
  const drafts = useDraftStore();
  const receptionId = ref<string | null>(null);
  const lines = reactive({ topic: '', result: '' });
  const savedAt = ref<number | null>(null);
  const state = ref<'clean' | 'typing' | 'saving' | 'saved' | 'unsaved'>('clean');
  let sent = '';
  /** Typing on without a pause does not put the save off. */
  const soon = makeSoon(() => void save());
  let isFilling = false;

  const text = () => JSON.stringify([lines.topic.trim(), lines.result.trim()]);

  async function open(id: string) {
    if (receptionId.value === id) return;
    receptionId.value = id;
    fill('', '');
    sent = text();
    state.value = 'clean';
    const [topic = '', result = ''] = linesOf(await drafts.textOf(`consultation:${id}`));
    if (receptionId.value === id && lines.topic === '' && lines.result === '') fill(topic, result);
  }
  function fill(topic: string, result: string) {
    isFilling = true;
    Object.assign(lines, { topic, result });
    isFilling = false;
  }

  watch(
    lines,
    () => {
      if (receptionId.value === null || isFilling) return;
      drafts.write(`consultation:${receptionId.value}`, JSON.stringify([lines.topic, lines.result]));
      state.value = 'typing';
      soon.within(TYPED_MS);
    },
    { flush: 'sync' },
  );

  async function save(): Promise<void> {
    soon.forget();
    const id = receptionId.value;
    if (id === null || text() === sent) return;
    const saving = text();
    state.value = 'saving';
    const { topic, result } = lines;
    const reply = await link.ask('consultation:save', { requestId: newRequestId(), receptionId: id, topic, result });
    if (receptionId.value !== id) return;
    if (reply?.ok) {
      sent = saving;
      savedAt.value = link.now;
    }
    state.value = reply?.ok ? (text() === sent ? 'saved' : 'typing') : 'unsaved';
    // nobody answered: tried again; a refusal waits for other words
    if (reply === null) soon.within(TYPED_MS);
  }

  function leave() {
    void save();
    receptionId.value = null;
  }

  return { lines, savedAt, state, open, save, leave };
});

/** Both lines of a draft; none when it is no draft of this kind. */
export function linesOf(text: string): string[] {
  try {
    const kept: unknown = JSON.parse(text === '' ? '[]' : text);
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
