/** The keyboard of the booth: everything without a mouse. */
import { onBeforeUnmount, onMounted } from 'vue';
import { actionOf, isHelp, isNextPayer, isPhone, isUndo, mustSilence } from '../keys';
import { useDeskStore } from '../state/desk';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select') !== null;
}
function isElsewhere(target: EventTarget | null, what: string): boolean {
  return target instanceof HTMLElement && target.closest(what) !== null;
}

export function useDeskKeys() {
  const desk = useDeskStore();

  function hear(event: KeyboardEvent) {
    if (desk.screen === 'choose') return;
    if (mustSilence(event)) event.preventDefault();
    if (event.repeat) return;
    const action = actionOf(event);
    if (action !== null) return void desk.act(action);
    if (isHelp(event)) return void desk.answerStaff();
    if (isPhone(event)) return void desk.takePhone();
    if (isNextPayer(event)) return void desk.nextPayer('');
    if (isUndo(event) && !isTyping(event.target)) return void desk.undo();
    if (isElsewhere(event.target, '[role="menu"]')) return;
    if (event.code === 'Escape') return escape(event);
    if (desk.screen !== 'idle' || desk.panel !== null || isTyping(event.target)) return;
    if (event.code === 'ArrowDown' || event.code === 'ArrowUp') move(event, event.code === 'ArrowDown' ? 1 : -1);
    else if (event.code === 'Enter' && desk.picked !== null && !isElsewhere(event.target, 'button, a'))
      desk.panel = { kind: 'byName', visitId: desk.picked };
  }

  /** Esc closes what is open, then leaves what is typed in, and only then withdraws the call. */
  function escape(event: KeyboardEvent) {
    if (desk.panel !== null) desk.panel = null;
    else if (desk.needsReason !== null) desk.needsReason = null;
    else if (desk.picked !== null) desk.picked = null;
    else if (isTyping(event.target) && event.target instanceof HTMLElement) event.target.blur();
    else if (desk.screen === 'called') void desk.withdraw();
  }

  function move(event: KeyboardEvent, step: number) {
    const rows = (desk.view?.queue ?? []).map((row) => row.visitId);
    if (rows.length === 0) return;
    event.preventDefault();
    const at = desk.picked === null ? -1 : rows.indexOf(desk.picked);
    const to = at === -1 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
    desk.picked = rows[to] ?? null;
  }

  onMounted(() => window.addEventListener('keydown', hear));
  onBeforeUnmount(() => window.removeEventListener('keydown', hear));
}
