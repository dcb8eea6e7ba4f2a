/** A row of fast taps belongs to the screen it began on: what appears under the finger meanwhile is not pressed. */
import { onBeforeUnmount, onMounted, type Ref } from 'vue';

/** `screen` names what is shown. A click counts its row in `detail`: 1 begins, 2 and more go on. */
export function useSteadyTaps(screen: Readonly<Ref<string>>): void {
  let begunOn = screen.value;
  function guard(event: MouseEvent): void {
    if (event.detail <= 1) {
      begunOn = screen.value;
      return;
    }
    if (begunOn === screen.value) return;
    event.stopPropagation();
    event.preventDefault();
  }
  onMounted(() => addEventListener('click', guard, { capture: true }));
  onBeforeUnmount(() => removeEventListener('click', guard, { capture: true }));
}
