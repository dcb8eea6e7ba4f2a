/**
 * The case on the screen: what the server knows of it, what was typed over that, and how the two meet. What is typed is
 * kept as a draft at once and saved to the case when a field is left; a newer case never takes typed words away.
 */
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { defineStore } from 'pinia';
import type { CasePage, Mark, PayerRow } from '@contract';
import { newRequestId, read } from '@contract/live';
import type { Refusal } from '@contract/vocabulary';
import { copyOf, emptyForm, textFields } from '../case/form';
import { asTyped, isNothing, readTyped, takenOf, typedOver, wouldSave } from '../case/typed';
import type { Fault } from '../case/faults';
import { faultOf } from '../case/faults';
import { formOf, partsOf } from '../case/formpage';
import { isBehind, isMask } from '../masked/mask';
import type { CaseForm, TextField } from '../case/form';
import { useDraftStore } from './draft';
import { useLinkStore } from './link';
import { makeSoon } from './soon';

const LEFT_MS = 350;
const TYPED_MS = 2500;
const MARKS_MS = 250;
const RETRY_MS = 2500;

/** Fields that the office judges by themselves, as they are typed. */
const identifying = ['regNo', 'inn', 'kpp', 'ogrn', 'applicant'] as const;

export type SaveState = 'clean' | 'typing' | 'saving' | 'saved' | 'unsaved';

export const useCaseStore = defineStore('case', () => {
  const link = useLinkStore();
  const drafts = useDraftStore();
  const receptionId = ref<string | null>(null);
  const page = shallowRef<CasePage | null>(null);
  /** False until the case and its draft were asked for once. */
  const isReady = ref(false);
  const form = reactive<CaseForm>(emptyForm());
  let base = emptyForm();
  const marks = shallowRef<readonly Mark[]>([]);
  /** True when the marks are about what stands in the fields now. */
  const isMarked = ref(false);
  const saveState = ref<SaveState>('clean');
  const savedAt = ref<number | null>(null);
  /** Why the last save was refused; what is typed stays typed. */
  const refused = ref<Refusal | null>(null);
  /** The identity document is being typed, or was opened: what is saved of it stays seen so long. */
  let isHeld = false;
  /** The registration was refused for want of fields: they are marked from then on. */
  const showsMissing = ref(false);
  /** Names of fields that are wanted, as the refusal told them. */
  const wanted = shallowRef<readonly string[]>([]);
  /** Typing on without a pause does not put the save off. */
  const soon = makeSoon(() => void save());
  let marksTimer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<boolean> | null = null;
  let isFilling = false;
  /** A card of the cabinet is typed as a case is, and is none: it is only drafted. */
  let isCase = true;

  const draftKey = (id: string) => `case:${id}`;
  const missing = computed(() => {
    if (!showsMissing.value) return [];
    const still = page.value?.missing ?? [];
    const names = still.length > 0 || wouldSave(form, base) ? still : [];
    return (names.length > 0 ? names : wanted.value).map((name) => name.split('.').at(-1) ?? name);
  });

  function fill(next: CaseForm, typed: Partial<CaseForm>) {
    isFilling = true;
    // lists of its own: a pack typed into the form must not be written into what the server said
    Object.assign(form, copyOf({ ...next, ...typed }));
    isFilling = false;
  }

  /** Turns to a reception: its case, and over it what was typed before a crash. `saves` false: nothing is handed in. */
  async function open(id: string, saves: boolean) {
    if (receptionId.value === id) return;
    if (receptionId.value !== null) void save();
    receptionId.value = id;
    isCase = saves;
    page.value = null;
    isReady.value = false;
    base = emptyForm();
    fill(base, {});
    marks.value = [];
    saveState.value = 'clean';
    savedAt.value = null;
    refused.value = null;
    isHeld = false;
    showsMissing.value = false;
    wanted.value = [];
    const text = await drafts.textOf(draftKey(id));
    await reload();
    if (receptionId.value !== id) return;
    const kept = readTyped(text);
    isReady.value = true;
    if (isNothing(kept)) return;
    // what was typed in the meantime is newer than what was kept
    fill(base, { ...kept, ...typedOver(form, base) });
    changed();
  }

  function leave() {
    if (receptionId.value !== null) void save();
    receptionId.value = null;
    page.value = null;
  }

  /** Reads the case anew; typed words stay. */
  async function reload() {
    const id = receptionId.value;
    if (id === null) return;
    if (!isCase) return;
    const reply = await read('case', { receptionId: id });
    if (receptionId.value !== id || !reply?.ok) return;
    const typed = typedOver(form, base);
    page.value = reply.data;
    const known = formOf(reply.data);
    base = asTyped(known, form);
    // saved, and hidden from now on; but not under the hand that types it
    if (isHeld && typed.identity === undefined && isBehind(known.identity, form.identity))
      base.identity = form.identity;
    fill(base, typed);
    if (isNothing(typed)) {
      marks.value = reply.data.marks;
      isMarked.value = true;
    } else askMarks();
  }

  function changed() {
    const id = receptionId.value;
    if (id === null || isFilling) return;
    const typed = typedOver(form, base);
    // an empty draft is written only over one that is not
    const kept = drafts.draftOf(draftKey(id));
    const text = isNothing(typed) ? '' : JSON.stringify(typed);
    if (kept.text !== text) drafts.write(draftKey(id), text);
    if (isNothing(typed)) {
      if (saveState.value === 'typing') saveState.value = 'clean';
      return;
    }
    if (saveState.value !== 'saving') saveState.value = 'typing';
    askMarks();
    if (isCase) soon.within(TYPED_MS);
  }
  watch(form, changed, { deep: true, flush: 'sync' });

  function askMarks() {
    isMarked.value = false;
    clearTimeout(marksTimer);
    marksTimer = setTimeout(() => void readMarks(), MARKS_MS);
  }
  async function readMarks() {
    const asked = { regNo: form.regNo, inn: form.inn, kpp: form.kpp, ogrn: form.ogrn, applicant: form.applicant };
    const reply = await read('marks', asked);
    const isSame = identifying.every((field) => form[field] === asked[field]);
    if (!reply?.ok || !isSame) return;
    marks.value = reply.data.marks;
    isMarked.value = true;
  }

  /** A field was left: what it holds is meant. */
  const left = () => {
    if (wouldSave(form, base)) soon.within(LEFT_MS);
  };

  /** Saves what is typed to the case. False when the office did not take it: the draft is kept all the same. */
  async function save(): Promise<boolean> {
    soon.forget();
    while (saving !== null) await saving;
    if (receptionId.value === null || !isCase || !wouldSave(form, base)) return true;
    saving = saveNow(receptionId.value, true);
    const isSaved = await saving;
    saving = null;
    return isSaved;
  }

  async function saveNow(id: string, mayRetry: boolean): Promise<boolean> {
    saveState.value = 'saving';
    const sent = partsOf(form);
    const taken = takenOf(form, base);
    const reply = await link.ask('submission:save', {
      requestId: newRequestId(),
      receptionId: id,
      revision: page.value?.revision ?? 0,
      ...sent,
    });
    if (receptionId.value !== id) return reply?.ok ?? false;
    if (reply?.ok) {
      refused.value = null;
      // from here on only what was typed since then is newer than the office's own card
      base = taken;
      await reload();
      saveState.value = wouldSave(form, base) ? 'typing' : 'saved';
      savedAt.value = link.now;
      changed();
      return true;
    }
    if (reply?.refusal.key === 'caseChanged' && mayRetry) {
      await reload();
      return saveNow(id, false);
    }
    saveState.value = 'unsaved';
    refused.value = reply?.refusal ?? null;
    // nobody answered: it is tried again by itself; a refusal waits until something else is typed
    if (reply === null) soon.within(RETRY_MS);
    return false;
  }

  /** A press about this case: what is typed goes first. Null when it was refused; then the link says why. */
  async function after<T>(press: (id: string) => Promise<T | null>): Promise<T | null> {
    const id = receptionId.value;
    if (id === null) return null;
    if (!(await save()) && refused.value !== null) {
      link.trouble = { kind: 'refused', refusal: refused.value };
      return null;
    }
    const answer = await press(id);
    if (answer === null && link.trouble?.kind === 'refused') hearRefusal(link.trouble.refusal);
    await reload();
    return answer;
  }

  function hearRefusal(refusal: Refusal) {
    if (refusal.key !== 'incomplete') return;
    showsMissing.value = true;
    const fields = refusal.about?.fields;
    if (typeof fields === 'string') wanted.value = fields.split(',').map((one) => one.trim());
  }

  /** The identity document as it was opened: shown, and saved no second time. */
  function showIdentity(identity: string) {
    if (!isMask(form.identity)) return;
    isHeld = true;
    base.identity = identity;
    fill(base, { ...typedOver(form, base), identity });
  }
  /** It is under a hand, or was left: what is saved is hidden then. */
  function holdIdentity(isInHand: boolean) {
    isHeld = isInHand;
    const hidden = page.value?.content.representative.identity ?? '';
    if (isInHand || !isMask(hidden) || form.identity !== base.identity) return;
    base.identity = hidden;
    fill(base, { ...typedOver(form, base), identity: hidden });
  }

  /** Fills the card with a payer found again; its numbers are whole. */
  function take(row: Pick<PayerRow, 'payer' | 'representative'>) {
    Object.assign(form, row.payer);
    if (form.representative === '') form.representative = row.representative.name;
    if (form.authority === '') form.authority = row.representative.authority;
    left();
  }

  const faults = computed(() => {
    const found = new Map<TextField, Fault>();
    for (const field of textFields) {
      const fault = faultOf(field, form[field]);
      if (fault !== null) found.set(field, fault);
    }
    return found;
  });

  /** The revision that the live view shows; a case that changed elsewhere is read anew. */
  function seen(revision: number | null) {
    if (revision === null || receptionId.value === null || saving !== null || !isReady.value) return;
    if (revision !== (page.value?.revision ?? 0)) void reload();
  }

  return {
    receptionId,
    page,
    isReady,
    form,
    marks,
    isMarked,
    faults,
    missing,
    saveState,
    savedAt,
    refused,
    open,
    leave,
    reload,
    left,
    save,
    after,
    take,
    showIdentity,
    holdIdentity,
    seen,
  };
});
