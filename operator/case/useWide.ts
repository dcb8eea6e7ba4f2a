/** Is there room for the protocol beside the work? From 1720 px on. */
import { onBeforeUnmount, onMounted, ref } from 'vue';

export function useWide() {
  const query = window.matchMedia('(min-width: 1720px)');
  const isWide = ref(query.matches);
  const look = () => (isWide.value = query.matches);
  onMounted(() => query.addEventListener('change', look));
  onBeforeUnmount(() => query.removeEventListener('change', look));
  return isWide;
}
