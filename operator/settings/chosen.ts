/** Which row of a list is open on the right. A form that was opened keeps what was typed while others are looked at. */
import { computed, ref, shallowRef } from 'vue';

/** The form of a new row. */
export const NEW = 'new';

export function useChosen() {
  const chosen = ref<string | null>(null);
  const opened = shallowRef<readonly string[]>([]);
  function choose(id: string | null) {
    chosen.value = id;
    if (id !== null && !opened.value.includes(id)) opened.value = [...opened.value, id];
  }
  /** A form that is no longer needed: what was added stands in the list now, what was retired is gone. */
  function forget(id: string) {
    opened.value = opened.value.filter((one) => one !== id);
    if (chosen.value === id) chosen.value = null;
  }
  const isOpen = computed(() => chosen.value !== null);
  return { chosen, opened, isOpen, choose, forget };
}
