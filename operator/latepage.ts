/**
 * A page whose code does not come because the server is away: it is said, as of every press without an answer, and the page
 * opens by itself when the server is there again.
 */
import { watch } from 'vue';
import type { Router } from 'vue-router';
import { useLinkStore } from './state/link';

export function openWhenBack(router: Router): void {
  const link = useLinkStore();
  let wanted: string | null = null;
  router.onError((_error, to) => {
    wanted = to.fullPath;
    link.trouble = { kind: 'noAnswer' };
  });
  // another page was chosen meanwhile
  router.afterEach(() => (wanted = null));
  watch(
    () => link.isOffline,
    (isAway) => {
      if (isAway || wanted === null) return;
      link.trouble = null;
      void router.push(wanted);
    },
  );
}
