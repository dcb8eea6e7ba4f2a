/** A field tells its form that what it shows is no value, for as long as it is so. */
import { onBeforeUnmount, watch, type Ref } from 'vue';
import { useFields } from './world';

export function useProblem(mark: () => string, isBad: Readonly<Ref<boolean>>): void {
  const { problems } = useFields();
  watch(
    isBad,
    (bad) => {
      if (bad) problems.add(mark());
      else problems.delete(mark());
    },
    { immediate: true },
  );
  onBeforeUnmount(() => problems.delete(mark()));
}
