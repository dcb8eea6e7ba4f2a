/** What an alert says, and the sign beside it. One place, because the row and its button's name say the same. */
import type { AlertFace } from '@contract';
import type { IconName } from '../icons';
import { useSpeech } from '../speech';
import { useLawStore } from '../state/law';

const icons: Record<AlertFace['kind'], IconName> = {
  waitSoon: 'soon',
  waitOver: 'over',
  receptionOver: 'over',
  queueLong: 'people',
  stranded: 'seat',
  pauseLong: 'cup',
  parkedLong: 'pause',
  staffCall: 'bell',
  printer: 'printer',
  print: 'printer',
  device: 'screen',
  term: 'calendar',
  calendar: 'calendar',
};
/** Kinds whose `amount` counts people now; of the others it is the threshold, which the sentence says. */
const counting: readonly AlertFace['kind'][] = ['queueLong', 'stranded'];

export function useAlarmWords() {
  const laws = useLawStore();
  const { t, te, say, plural, booth, at } = useSpeech();

  const iconOf = (alert: AlertFace): IconName => icons[alert.kind];

  /** What a missed term is of; null for any other alert. */
  function termOf({ kind, detail, title }: AlertFace): string | null {
    const term = kind === 'term' && detail !== null ? (laws.titleOf('deadlines', detail) ?? title) : null;
    return term === null ? null : say(term);
  }

  /** «Возврат документов: 2; передача жалобы и ещё 3»: missed terms by what they are of, the first `most` of these. */
  function termsOf(alerts: readonly AlertFace[], most: number): string {
    const counts = new Map<string, number>();
    for (const alert of alerts) {
      const term = termOf(alert) ?? alert.about;
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    const told = [...counts].slice(0, most);
    const words = told.map(([term, count]) => (count > 1 ? `${term}: ${count}` : term)).join('; ');
    const rest = told.reduce((left, [, count]) => left - count, alerts.length);
    return rest > 0 ? `${words} ${t('hallNow.more', { n: rest })}` : words;
  }

  function titleOf(alert: AlertFace): string {
    const { kind, detail, amount } = alert;
    const place = kind === 'pauseLong' && alert.about !== '' ? booth('title', alert.about) : alert.about;
    const about = place === '' && alert.title !== null ? say(alert.title) : place;
    const term = termOf(alert);
    const health = `state.healths.${detail ?? ''}`;
    const told = term !== null ? term : detail !== null && te(health) ? t(health) : (detail ?? about);
    return plural(`alarms.kinds.${kind}`, amount ?? 0, { about, detail: told });
  }

  /** The second line: where, how much, since when; who sees to it. */
  function moreOf(alert: AlertFace, boothNumber: string | null): string {
    if (alert.accepted !== null) return t('alarms.accepted', { by: alert.accepted.by, time: at(alert.accepted.at) });
    return [
      t('alarms.since', { time: at(alert.raisedAt) }),
      boothNumber !== null && alert.about !== boothNumber ? booth('name', boothNumber) : '',
      counting.includes(alert.kind) && alert.amount !== null ? plural('alarms.people', alert.amount) : '',
      // of a term the first line says it
      alert.title !== null && alert.about !== '' && alert.kind !== 'term' ? say(alert.title) : '',
    ]
      .filter((part) => part !== '')
      .join(', ');
  }
  return { iconOf, titleOf, moreOf, termsOf };
}
