/** What is answered where the hall asks for a person: help at a kiosk, a right to be seen, a print in doubt. */
import { useLinkStore } from '../state/link';

export function useHallAnswers() {
  const link = useLinkStore();
  /** «Иду»: somebody goes to the kiosk that called. */
  const answer = (staffCallId: string) => link.press('staff:answer', (requestId) => ({ requestId, staffCallId }));
  /** The document was shown, or it was not. */
  const confirm = (visitId: string, category: string, confirmed: boolean) =>
    link.press('visit:confirmCategory', (requestId) => ({ requestId, visitId, category, confirmed }));
  /** The paper came, or it is printed again. */
  const resolve = (printJobId: string, came: boolean) =>
    link.press('print:resolve', (requestId) => ({ requestId, printJobId, came }));
  return { answer, confirm, resolve };
}
