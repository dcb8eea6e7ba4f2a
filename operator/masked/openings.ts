/**
 * What was opened stands here for a minute and is gone: neither a draft nor this browser keeps it. Why it is opened is
 * chosen once for each case.
 */
import { reactive, ref } from 'vue';
import { defineStore } from 'pinia';
import type { Answer, Payload } from '@contract';
import { newRequestId } from '@contract/live';
import type { OpenField, OpenReason, Reply } from '@contract/vocabulary';
import { useLinkStore } from '../state/link';

export type OpenSubject = Payload<'data:open'>['subject'];
export type PaperAsked = Pick<Payload<'data:openPaper'>, 'subject' | 'paper'>;

/** A value that was opened is read and hidden again by itself. */
export const SHOWN_MS = 60_000;

const keyOf = ({ kind, id }: OpenSubject, field: OpenField) => `${kind}:${id}:${field}`;

export const useOpeningStore = defineStore('opening', () => {
  const link = useLinkStore();
  const reasons = reactive(new Map<string, OpenReason>());
  const shown = reactive(new Map<string, Record<string, string>>());
  const hiding = new Map<string, ReturnType<typeof setTimeout>>();
  const isBusy = ref(false);

  /** One press; whose answer was lost on its way is pressed again, and the journal tells both. Null: see the link's trouble. */
  async function asked<T>(press: (requestId: string) => Promise<Reply<T> | null>): Promise<T | null> {
    if (isBusy.value) return null;
    isBusy.value = true;
    link.trouble = null;
    let reply = await press(newRequestId());
    if (reply !== null && !reply.ok && reply.refusal.key === 'alreadyDone') reply = await press(newRequestId());
    isBusy.value = false;
    if (reply?.ok) return reply.data;
    link.trouble = reply === null ? { kind: 'noAnswer' } : { kind: 'refused', refusal: reply.refusal };
    return null;
  }

  /** Values of these fields of a record, told once and kept nowhere; null when they were not opened. */
  async function values(
    subject: OpenSubject,
    fields: OpenField[],
    reason: OpenReason,
  ): Promise<Record<string, string> | null> {
    const answer = await asked((requestId) => link.ask('data:open', { requestId, subject, fields, reason }));
    return answer?.values ?? null;
  }

  /** Opens one field for a while. */
  async function open(subject: OpenSubject, field: OpenField, reason: OpenReason): Promise<void> {
    const found = await values(subject, [field], reason);
    if (found === null) return;
    const key = keyOf(subject, field);
    shown.set(key, found);
    clearTimeout(hiding.get(key));
    hiding.set(
      key,
      setTimeout(() => hide(subject, field), SHOWN_MS),
    );
  }

  function hide(subject: OpenSubject, field: OpenField): void {
    const key = keyOf(subject, field);
    clearTimeout(hiding.get(key));
    hiding.delete(key);
    shown.delete(key);
  }

  const valuesOf = (subject: OpenSubject, field: OpenField) => shown.get(keyOf(subject, field)) ?? null;

  /** A paper as it is; null when it was not opened. */
  const paper = (paper: PaperAsked, reason: OpenReason): Promise<Answer<'data:openPaper'> | null> =>
    asked((requestId) => link.ask('data:openPaper', { requestId, ...paper, reason }));

  return { reasons, isBusy, values, open, hide, valuesOf, paper };
});
