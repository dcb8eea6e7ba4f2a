/** Alerts on the screen: which are new, and the chime that tells of them when the browser lets it sound. */
import { computed, ref, watch } from 'vue';
import { defineStore } from 'pinia';
import type { AlertFace } from '@contract';
import { useLinkStore } from '../state/link';
import { makeChime } from './chime';

/** Alerts that nobody has accepted and that were not there before. Those of the first view are no news. */
export function newAlerts(alerts: readonly AlertFace[], known: ReadonlySet<string> | null): AlertFace[] {
  if (known === null) return [];
  return alerts.filter(({ alertId, accepted }) => accepted === null && !known.has(alertId));
}

export const useAlarmStore = defineStore('alarm', () => {
  const link = useLinkStore();
  /** The browser lets the page sound: it does after the first touch or key. */
  const isAllowed = ref(false);
  const chime = makeChime((can) => (isAllowed.value = can));
  /** True for those who may accept alerts. */
  const isHeard = ref(false);
  let known: Set<string> | null = null;

  const unaccepted = computed(() => (link.hall?.alerts ?? []).filter(({ accepted }) => accepted === null).length);
  const isWanted = computed(() => isHeard.value && (link.hall?.alertSound ?? false));
  const isBlocked = computed(() => isWanted.value && !isAllowed.value);

  watch(
    isWanted,
    (is) => {
      if (is) chime.prepare();
    },
    { immediate: true },
  );
  watch(
    () => link.hall?.alerts ?? null,
    (alerts) => {
      if (alerts === null) {
        known = null;
        return;
      }
      const fresh = newAlerts(alerts, known);
      known = new Set([...(known ?? []), ...alerts.map(({ alertId }) => alertId)]);
      if (fresh.length > 0 && isWanted.value) chime.ring();
    },
    { immediate: true },
  );

  /** A press on the page is the permission that browsers wait for; the chime says that it is there. */
  async function allow() {
    await chime.allow();
    chime.ring();
  }
  const hearFor = (is: boolean) => (isHeard.value = is);
  return { unaccepted, isBlocked, allow, hearFor };
});
