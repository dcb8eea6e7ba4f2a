/** «Найти»: payers seen before, by any number or by name, as somebody types; the arrows choose, Enter fills the card. */
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue';
import type { PayerRow } from '@contract';
import { read } from '@contract/live';
import { isBehind } from '../masked/mask';
import { useOpeningStore } from '../masked/openings';
import { useCaseStore } from '../state/case';
import type { TextField } from './form';

const ASK_MS = 250;
const LEAST = 3;

export function usePayerFinder() {
  const cases = useCaseStore();
  const openings = useOpeningStore();
  const rows = shallowRef<readonly PayerRow[]>([]);
  const field = ref<TextField | null>(null);
  const at = ref(-1);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = '';

  function typed(from: TextField, text: string) {
    clearTimeout(timer);
    close();
    const wanted = text.trim();
    if (wanted.length < LEAST) return;
    asked = wanted;
    timer = setTimeout(() => void ask(from, wanted), ASK_MS);
  }

  async function ask(from: TextField, text: string) {
    // the field was left meanwhile: nobody waits for a list
    if (asked !== text) return;
    const reply = await read('payers', { text });
    if (!reply?.ok || asked !== text) return;
    const others = reply.data.payers.filter((row) => !isSame(row));
    field.value = others.length === 0 ? null : from;
    rows.value = others;
    at.value = -1;
  }

  /** The card is this payer already: nothing to choose. */
  function isSame(row: PayerRow): boolean {
    const { regNo, inn, name } = row.payer;
    return regNo === cases.form.regNo && isBehind(inn, cases.form.inn) && name === cases.form.name;
  }

  function close() {
    asked = '';
    field.value = null;
    rows.value = [];
    at.value = -1;
  }

  /** A number that is hidden would be another payer's: it is opened first, to receive whoever stands here. */
  async function choose(row: PayerRow) {
    const id = cases.receptionId;
    close();
    if (row.masked.length === 0) return cases.take(row);
    const reason = openings.reasons.get(`submission:${cases.page?.submissionId ?? ''}`) ?? 'reception';
    const values = await openings.values({ kind: 'payer', id: row.payerId }, [...row.masked], reason);
    const inn = values?.inn;
    if (inn !== undefined && cases.receptionId === id) cases.take({ ...row, payer: { ...row.payer, inn } });
  }

  /** Arrows and Enter in the field whose list is open; Esc closes the list and nothing else. */
  function hear(event: KeyboardEvent) {
    if (field.value === null || event.ctrlKey || event.metaKey) return;
    if (event.code === 'ArrowDown' || event.code === 'ArrowUp') {
      event.preventDefault();
      const step = event.code === 'ArrowDown' ? 1 : -1;
      at.value = Math.min(rows.value.length - 1, Math.max(0, at.value + step));
    } else if (event.code === 'Enter') {
      const row = rows.value[at.value];
      if (row !== undefined) void choose(row);
    } else if (event.code === 'Escape') {
      event.stopPropagation();
      close();
    }
  }

  onBeforeUnmount(() => clearTimeout(timer));
  const isOpen = computed(() => field.value !== null);
  return { rows, field, at, isOpen, typed, hear, close, choose };
}
