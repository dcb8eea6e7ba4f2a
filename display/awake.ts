/**
 * Asks the browser not to let the screen sleep. The lock is lost whenever the page is hidden, so it is asked for again.
 * Absent without TLS: then the machine's own power settings decide.
 */
export function keepAwake(): void {
  if (!('wakeLock' in navigator)) return;
  const ask = () => {
    if (document.visibilityState !== 'visible') return;
    // refused on low battery, for instance: a board without the lock is still a board
    navigator.wakeLock.request('screen').catch(() => undefined);
  };
  document.addEventListener('visibilitychange', ask);
  ask();
}
