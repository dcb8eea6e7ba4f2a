/** The keyboard of the choice of a booth: digits choose, Enter opens, Esc thinks again. */
import { onBeforeUnmount, onMounted } from 'vue';
import { boothTyped, digitOf } from '../keys';

/** Digits typed within this time belong to one number: booth 12. */
const TYPING_MS = 800;

export function useBoothKeys<B extends { number: string }>(choice: {
  booths: () => readonly B[];
  choose: (booth: B) => void;
  open: () => void;
  thinkAgain: () => void;
}) {
  let typed = '';
  let typedAt = 0;

  function hear(event: KeyboardEvent) {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (target?.closest('[role="menu"]')) return;
    if (event.code === 'Escape') choice.thinkAgain();
    if (event.code === 'Enter' && !target?.closest('button:not([role="radio"])')) {
      event.preventDefault();
      if (!event.repeat) choice.open();
    }
    const digit = digitOf(event);
    if (digit === null) return;
    typed = event.timeStamp - typedAt < TYPING_MS ? typed + digit : digit;
    typedAt = event.timeStamp;
    const found = boothTyped(choice.booths(), typed) ?? boothTyped(choice.booths(), digit);
    if (found) choice.choose(found);
  }

  onMounted(() => window.addEventListener('keydown', hear));
  onBeforeUnmount(() => window.removeEventListener('keydown', hear));
}
