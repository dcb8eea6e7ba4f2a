/**
 * The booth's keys. By `event.code`, because the Russian layout is on; a key never changes its meaning.
 */
import type { DeskView } from '@contract';

export const deskKeys = {
  F2: 'callNext',
  F3: 'recall',
  F4: 'begin',
  F6: 'park',
  F7: 'transfer',
  F8: 'miss',
  F9: 'finish',
} as const;
export type DeskKey = keyof typeof deskKeys;
export type DeskAction = (typeof deskKeys)[DeskKey];

export const deskKeyOrder: readonly DeskKey[] = ['F2', 'F3', 'F4', 'F6', 'F7', 'F8', 'F9'];

/** Keys that the browser would use itself (search, reload, address bar, caret): silenced at the booth. */
const silenced = new Set(['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11']);

interface Stroke {
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

function isPlain(stroke: Stroke): boolean {
  return !stroke.ctrlKey && !stroke.altKey && !stroke.metaKey && !stroke.shiftKey;
}

function isDeskKey(code: string): code is DeskKey {
  return Object.hasOwn(deskKeys, code);
}

export function actionOf(stroke: Stroke): DeskAction | null {
  return isPlain(stroke) && isDeskKey(stroke.code) ? deskKeys[stroke.code] : null;
}

export function mustSilence(stroke: Stroke): boolean {
  return isPlain(stroke) && (silenced.has(stroke.code) || isDeskKey(stroke.code));
}

/** F1 goes to whom a kiosk's «Позвать сотрудника» calls; it is no key of the visitor at hand. */
export function isHelp(stroke: Stroke): boolean {
  return isPlain(stroke) && stroke.code === 'F1';
}

export function isUndo(stroke: Stroke): boolean {
  return stroke.code === 'KeyZ' && (stroke.ctrlKey || stroke.metaKey) && !stroke.shiftKey && !stroke.altKey;
}

/** «Шаг выполнен»: plain Enter belongs to the field in hand. */
export function isTickStep(stroke: Stroke): boolean {
  const isEnter = stroke.code === 'Enter' || stroke.code === 'NumpadEnter';
  return isEnter && (stroke.ctrlKey || stroke.metaKey) && !stroke.altKey && !stroke.shiftKey;
}

/** Ctrl+P means the protocol here, never the browser's picture of the screen. */
export function isProtocolKey(stroke: Stroke): boolean {
  return stroke.code === 'KeyP' && (stroke.ctrlKey || stroke.metaKey) && !stroke.altKey && !stroke.shiftKey;
}

/** «Следующий страхователь» is a finish that goes on: F9 with Shift. */
export function isNextPayer(stroke: Stroke): boolean {
  return stroke.code === 'F9' && stroke.shiftKey && !stroke.ctrlKey && !stroke.altKey && !stroke.metaKey;
}

/** Ins: a finding more. */
export function isInsert(stroke: Stroke): boolean {
  return stroke.code === 'Insert' && isPlain(stroke);
}

/** F11 takes the telephone. */
export function isPhone(stroke: Stroke): boolean {
  return isPlain(stroke) && stroke.code === 'F11';
}

/** The digit of a stroke, from the row or the pad; null when it is none. */
export function digitOf(stroke: Stroke): string | null {
  if (!isPlain(stroke)) return null;
  return /^(?:Digit|Numpad)(\d)$/.exec(stroke.code)?.[1] ?? null;
}

/** Which keys are not pale: what the screen shows to be possible. The office decides again in any case. */
export function liveActions(view: Pick<DeskView, 'shift' | 'current' | 'next' | 'desktop'>): ReadonlySet<DeskAction> {
  if (view.shift === null) return new Set();
  if (view.current?.status === 'called') return new Set<DeskAction>(['recall', 'begin', 'miss']);
  if (view.current?.status === 'serving') return new Set<DeskAction>(['park', 'transfer', 'finish']);
  // work without a visitor is put off and ended by the same keys, and waits when somebody is called
  const live = new Set<DeskAction>(view.desktop.some((one) => one.state === 'open') ? ['park', 'finish'] : []);
  if (view.shift.paused === null && view.next !== null) live.add('callNext');
  return live;
}

/** The booth that typed digits mean: «1» is booth 1 unless more digits follow and a booth 12 exists. */
export function boothTyped<B extends { number: string }>(booths: readonly B[], typed: string): B | null {
  return booths.find((booth) => booth.number === typed) ?? null;
}
