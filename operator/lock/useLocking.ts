/** Locks this console. What is typed is saved first: a locked console is heard no longer. */
import { useCaseStore } from '../state/case';
import { useDraftStore } from '../state/draft';
import { useSessionStore } from '../state/session';

/** A server that does not answer keeps no console open. */
const PATIENCE_MS = 1_500;

export function useLocking() {
  const session = useSessionStore();
  const drafts = useDraftStore();
  const cases = useCaseStore();
  return async () => {
    if (session.phase !== 'in') return;
    const patience = new Promise((go) => setTimeout(go, PATIENCE_MS));
    await Promise.race([Promise.all([drafts.saveAll(), cases.save()]), patience]);
    await session.lock();
  };
}
