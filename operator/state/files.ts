/** Payer's files on their way to the office: one after another, so that the newest answer is about all before it. */
import { ref } from 'vue';
import { defineStore } from 'pinia';
import { newRequestId, sendFile } from '@contract/live';
import type { FileRefusal } from '@contract/vocabulary';
import { fileRefusals } from '@contract/vocabulary';
import { useCaseStore } from './case';
import { useLinkStore } from './link';

export interface Sending {
  sendingId: string;
  name: string;
  state: 'waiting' | 'reading' | 'refused';
  why: FileRefusal | 'noAnswer' | 'internal' | null;
}

export const useFilesStore = defineStore('files', () => {
  const cases = useCaseStore();
  const link = useLinkStore();
  const sendings = ref<Sending[]>([]);
  const waiting: { sending: Sending; file: File; receptionId: string }[] = [];
  let isAtWork = false;

  /** Takes files into the case on the screen. */
  function send(files: readonly File[]) {
    const { receptionId } = cases;
    if (receptionId === null) return;
    for (const file of files) {
      const sending: Sending = { sendingId: newRequestId(), name: file.name, state: 'waiting', why: null };
      sendings.value.push(sending);
      waiting.push({ sending, file, receptionId });
    }
    void work();
  }

  async function work() {
    if (isAtWork) return;
    isAtWork = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      set(next.sending.sendingId, 'reading', null);
      // what is typed goes first: the file fills only what is still empty
      await cases.save();
      await take(next.sending, next.file, next.receptionId);
      await cases.reload();
    }
    isAtWork = false;
  }

  async function take(sending: Sending, file: File, receptionId: string) {
    const reply = await sendFile(receptionId, file.name, file, sending.sendingId);
    if (reply === null) return set(sending.sendingId, 'refused', 'noAnswer');
    if (!reply.ok) {
      const why = fileRefusals.find((one) => one === reply.refusal.about?.why);
      if (why === undefined) link.trouble = { kind: 'refused', refusal: reply.refusal };
      return set(sending.sendingId, 'refused', why ?? (reply.refusal.key === 'tooLarge' ? 'tooLarge' : 'internal'));
    }
    forget(sending.sendingId);
    // of an archive some parts may be taken and others not: each says why
    for (const part of reply.data.refused)
      sendings.value.push({ sendingId: newRequestId(), name: part.name, state: 'refused', why: part.why });
  }

  function set(sendingId: string, state: Sending['state'], why: Sending['why']) {
    sendings.value = sendings.value.map((one) => (one.sendingId === sendingId ? { ...one, state, why } : one));
  }
  function forget(sendingId: string) {
    sendings.value = sendings.value.filter((one) => one.sendingId !== sendingId);
  }
  /** Another case: what was refused before is of no interest to it. */
  function clear() {
    sendings.value = sendings.value.filter((one) => one.state !== 'refused');
  }

  return { sendings, send, forget, clear };
});
