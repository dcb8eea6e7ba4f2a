/** For the whole console: the tab counts the alerts that nobody has accepted, and a new one sounds on any page. */
import { watchEffect } from 'vue';
import { useSpeech } from '../speech';
import { useSessionStore } from '../state/session';
import { useAlarmStore } from './alarm';

export function useAlarm() {
  const session = useSessionStore();
  const alarm = useAlarmStore();
  const { t } = useSpeech();
  watchEffect(() => {
    const isManager = session.phase === 'in' && session.has('manager');
    alarm.hearFor(isManager);
    const count = isManager ? alarm.unaccepted : 0;
    document.title = count > 0 ? `(${count}) ${t('product')}` : t('product');
  });
}
