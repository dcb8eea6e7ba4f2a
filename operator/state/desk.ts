/** The booth's screen: what is open on it, and the presses that go from it. */
import { computed, ref, watch } from 'vue';
import { defineStore } from 'pinia';
import type { PauseReason } from '@contract/vocabulary';
import { liveActions, type DeskAction } from '../keys';
import { useCaseStore } from './case';
import { useConsultationStore } from './consultation';
import { useDraftStore } from './draft';
import { useLinkStore } from './link';

/** A row that needs words (where to, why) opens in place of the screen's middle; there is never more than one. */
export type Panel = { kind: 'transfer' } | { kind: 'served' } | { kind: 'byName'; visitId: string } | null;

export const useDeskStore = defineStore('desk', () => {
  const link = useLinkStore();
  const drafts = useDraftStore();
  const cases = useCaseStore();
  const consultations = useConsultationStore();
  const panel = ref<Panel>(null);
  /** The row of the queue that the arrows stand on. */
  const picked = ref<string | null>(null);
  /** The booth whose shift ended without this page closing it; said on the choice of a booth. */
  const lostBooth = ref<string | null>(null);
  /** How a reception without a protocol ends, where there is a choice. */
  const outcome = ref<string | null>(null);
  /** Why it took longer than its norm: goes with the note. */
  const overrun = ref('');
  /** The office asks, before this reception may end, why it ends as it stands. */
  const needsReason = ref<'finish' | 'nextPayer' | null>(null);
  /** What it asks about: a report that stays unregistered, or a protocol that says what is no longer so. */
  const reasonOf = ref<'unregistered' | 'outdated'>('unregistered');
  let closing = false;

  const view = computed(() => link.desk);
  const turn = computed(() => link.desk?.turn ?? 0);
  const live = computed<ReadonlySet<DeskAction>>(() =>
    view.value === null || link.isOffline ? new Set() : liveActions(view.value),
  );
  const screen = computed<'choose' | 'idle' | 'paused' | 'called' | 'serving'>(() => {
    if (!view.value?.shift) return 'choose';
    if (view.value.current) return view.value.current.status;
    return view.value.shift.paused ? 'paused' : 'idle';
  });

  watch(
    () => link.desk?.shift?.booth ?? null,
    (booth, before) => {
      if (booth !== null) lostBooth.value = null;
      else if (before !== null && link.desk !== null) {
        if (!closing) lostBooth.value = before;
        closing = false;
      }
    },
  );
  // what was open belonged to the state that has just passed
  watch(turn, () => {
    panel.value = null;
    picked.value = null;
    needsReason.value = null;
  });
  watch(
    () => view.value?.current?.reception?.receptionId ?? null,
    () => {
      outcome.value = null;
      overrun.value = '';
    },
  );
  /** The reception without a visitor that is at work while nobody is called. */
  const desktop = computed(() =>
    view.value?.current ? null : (view.value?.desktop.find((one) => one.state === 'open') ?? null),
  );

  /** One of the keys F2 to F9. What is pale does nothing. What was typed goes to the case before it is left. */
  async function act(action: DeskAction) {
    if (!live.value.has(action)) return;
    if (action === 'transfer') {
      panel.value = panel.value?.kind === 'transfer' ? null : { kind: 'transfer' };
      return;
    }
    const seen = turn.value;
    if (action === 'callNext' || action === 'begin' || action === 'park' || action === 'finish') await keepTyped();
    if (desktop.value !== null && action === 'park') return parkDesktop(desktop.value.receptionId);
    if (desktop.value !== null && action === 'finish') return closeDesktop(desktop.value.receptionId, '');
    if (action === 'finish') await finish(seen, '');
    else await link.press(`visit:${action}`, (requestId) => ({ requestId, turn: seen }));
  }

  async function keepTyped() {
    await Promise.all([cases.save(), consultations.save()]);
  }

  /** Ends the reception. `reason`: why a report stays unregistered, when the office asked for it. */
  async function finish(seen: number, reason: string) {
    const visitId = view.value?.current?.visit.visitId;
    const typed = visitId === undefined ? '' : await drafts.textOf(`visit:${visitId}`);
    const note = noteOf([reason, overrun.value, typed]);
    const chosen = outcome.value;
    const done = await link.press('visit:finish', (requestId) => ({ requestId, turn: seen, outcome: chosen, note }));
    if (done === null) hearUnfinished('finish');
  }

  /** «Следующий страхователь»: this reception ends, the next of the same visitor begins with steps of its own. */
  async function nextPayer(reason: string) {
    if (!live.value.has('finish') || view.value?.current?.reception?.work.matter !== 'intake') return;
    const seen = turn.value;
    await keepTyped();
    const note = noteOf([reason, overrun.value]);
    const done = await link.press('reception:nextPayer', (requestId) => ({ requestId, turn: seen, note }));
    if (done === null) hearUnfinished('nextPayer');
  }

  function hearUnfinished(after: 'finish' | 'nextPayer') {
    if (link.trouble?.kind !== 'refused') return;
    const { key } = link.trouble.refusal;
    if (key !== 'unregistered' && key !== 'protocolOutdated') return;
    reasonOf.value = key === 'unregistered' ? 'unregistered' : 'outdated';
    // the row that asks says it
    link.trouble = null;
    needsReason.value = after;
  }

  /** The same press again, with the reason that the office asked for. */
  async function goOn(reason: string) {
    if (desktop.value !== null) await closeDesktop(desktop.value.receptionId, reason);
    else if (needsReason.value === 'nextPayer') await nextPayer(reason);
    else await finish(turn.value, reason);
  }

  async function parkDesktop(receptionId: string) {
    await link.press('reception:park', (requestId) => ({ requestId, receptionId }));
  }
  async function resumeDesktop(receptionId: string) {
    await link.press('reception:resume', (requestId) => ({ requestId, receptionId }));
  }
  async function closeDesktop(receptionId: string, note: string) {
    const done = await link.press('reception:close', (requestId) => ({ requestId, receptionId, note }));
    if (done === null) hearUnfinished('finish');
    else needsReason.value = null;
  }

  /** F11: the telephone is taken (п. 16). */
  async function takePhone() {
    if (view.value === null || view.value.phone !== null || view.value.shift === null || link.isOffline) return;
    if (view.value.current !== null) return;
    await link.press('consultation:beginCall', (requestId) => ({ requestId }));
  }

  const withdraw = () => pressBooth('visit:withdraw');
  const unbegin = () => pressBooth('visit:unbegin');
  const resumeShift = () => pressBooth('shift:resume');
  const closeShift = async () => {
    closing = true;
    if ((await pressBooth('shift:close')) === null) closing = false;
  };

  async function pressBooth(name: 'visit:withdraw' | 'visit:unbegin' | 'shift:resume' | 'shift:close') {
    const seen = turn.value;
    return link.press(name, (requestId) => ({ requestId, turn: seen }));
  }

  async function pause(reason: PauseReason) {
    const seen = turn.value;
    await link.press('shift:pause', (requestId) => ({ requestId, turn: seen, reason }));
  }

  async function undo() {
    const undoable = view.value?.undo;
    if (!undoable) return;
    await link.press('visit:undo', (requestId) => ({ requestId, visitId: undoable.visitId }));
  }

  async function resume(visitId: string) {
    const seen = turn.value;
    await link.press('visit:resume', (requestId) => ({ requestId, turn: seen, visitId }));
  }

  async function bringBack(visitId: string) {
    await link.press('visit:return', (requestId) => ({ requestId, visitId }));
  }

  async function reopen(visitId: string, reason: string) {
    const seen = turn.value;
    await link.press('visit:reopen', (requestId) => ({ requestId, turn: seen, visitId, reason }));
  }

  async function callByName(visitId: string, reason: string) {
    const seen = turn.value;
    await link.press('visit:call', (requestId) => ({ requestId, turn: seen, visitId, reason }));
  }

  async function transfer(to: { serviceId: string; boothId: string | null; userId: string | null; note: string }) {
    const visitId = view.value?.current?.visit.visitId;
    if (visitId === undefined) return;
    await keepTyped();
    const seen = turn.value;
    await link.press('visit:transfer', (requestId) => ({ requestId, turn: seen, visitId, ...to }));
  }

  async function confirmCategory(visitId: string, category: string, confirmed: boolean) {
    await link.press('visit:confirmCategory', (requestId) => ({ requestId, visitId, category, confirmed }));
  }

  /** «Иду»: answers the call for help that waits longest. */
  async function answerStaff() {
    const staffCallId = view.value?.staffCalls[0]?.staffCallId;
    if (staffCallId === undefined || link.isOffline) return;
    await link.press('staff:answer', (requestId) => ({ requestId, staffCallId }));
  }

  /** Opens the shift; the refusal `boothTaken` is for the screen to ask about. */
  async function openShift(boothId: string, profileId: string | null, takeOver: boolean) {
    return link.press('shift:open', (requestId) => ({ requestId, boothId, profileId, takeOver }));
  }

  return {
    view,
    panel,
    picked,
    lostBooth,
    turn,
    live,
    screen,
    outcome,
    overrun,
    needsReason,
    reasonOf,
    desktop,
    act,
    nextPayer,
    goOn,
    resumeDesktop,
    takePhone,
    withdraw,
    unbegin,
    resumeShift,
    closeShift,
    pause,
    undo,
    resume,
    bringBack,
    reopen,
    callByName,
    transfer,
    confirmCategory,
    answerStaff,
    openShift,
  };
});

/** Parts of a note in one text, as long as the contract takes. */
function noteOf(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .join('\n')
    .slice(0, 500);
}
