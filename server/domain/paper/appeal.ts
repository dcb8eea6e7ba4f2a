/** The words of the papers of complaints and other appeals (п. 59): how each kind is called, and what is made of it. */
import type { AppealKind, ComplaintDecision, ComplaintWay } from '../../contract/index.js';

interface KindWords {
  /** «ЖАЛОБА» */
  title: string;
  /** «жалоба», «жалобы», «жалобу» */
  nominative: string;
  genitive: string;
  accusative: string;
  /** Short and neuter participles follow its gender. */
  registered: string;
  unregistered: string;
  /** What its text is about, as a heading; whom it is about. */
  subject: string;
  whom: string;
  received: string;
  decisions: Record<ComplaintDecision['decision'], string>;
}

export const kindWords: Record<AppealKind, KindWords> = {
  complaint: {
    title: 'ЖАЛОБА',
    nominative: 'жалоба',
    genitive: 'жалобы',
    accusative: 'жалобу',
    registered: 'зарегистрированная',
    unregistered: 'не зарегистрирована',
    subject: 'ЧТО ОБЖАЛУЕТСЯ',
    whom: 'Обжалуется',
    received: 'Получена',
    decisions: {
      satisfied: 'ЖАЛОБУ УДОВЛЕТВОРИТЬ',
      refused: 'В УДОВЛЕТВОРЕНИИ ЖАЛОБЫ ОТКАЗАТЬ',
      unanswered: 'ЖАЛОБУ ОСТАВИТЬ БЕЗ ОТВЕТА',
    },
  },
  proposal: {
    title: 'ПРЕДЛОЖЕНИЕ',
    nominative: 'предложение',
    genitive: 'предложения',
    accusative: 'предложение',
    registered: 'зарегистрированное',
    unregistered: 'не зарегистрировано',
    subject: 'ЧТО ПРЕДЛАГАЕТСЯ',
    whom: 'О ком',
    received: 'Получено',
    decisions: {
      satisfied: 'ПРЕДЛОЖЕНИЕ ПРИНЯТЬ',
      refused: 'ПРЕДЛОЖЕНИЕ ОТКЛОНИТЬ',
      unanswered: 'ПРЕДЛОЖЕНИЕ ОСТАВИТЬ БЕЗ ОТВЕТА',
    },
  },
  defect: {
    title: 'СООБЩЕНИЕ О НЕДОСТАТКАХ',
    nominative: 'сообщение',
    genitive: 'сообщения',
    accusative: 'сообщение',
    registered: 'зарегистрированное',
    unregistered: 'не зарегистрировано',
    subject: 'О ЧЁМ СООБЩЕНО',
    whom: 'О ком',
    received: 'Получено',
    decisions: {
      satisfied: 'СООБЩЕНИЕ ПРИЗНАТЬ ОБОСНОВАННЫМ',
      refused: 'СООБЩЕНИЕ ПРИЗНАТЬ НЕОБОСНОВАННЫМ',
      unanswered: 'СООБЩЕНИЕ ОСТАВИТЬ БЕЗ ОТВЕТА',
    },
  },
};

export const wayWords: Record<ComplaintWay, string> = {
  booth: 'на личном приёме',
  post: 'по почте',
  site: 'через официальный сайт',
  portal: 'через единый портал',
  mfc: 'через многофункциональный центр',
};

/** Grounds of a decision that the regulation itself gives (п. 82, 87). */
export const groundWords: Record<Exclude<ComplaintDecision['ground'], ''>, string> = {
  court: 'вступившее в законную силу решение суда по жалобе о том же предмете и по тем же основаниям (п. 87а)',
  authority: 'жалоба подана лицом, полномочия которого не подтверждены (п. 87б)',
  decidedBefore: 'решение по жалобе того же заявителя по тому же предмету принято ранее (п. 87в)',
  insult: 'в жалобе есть нецензурные либо оскорбительные выражения или угрозы (п. 82а)',
  unreadable: 'текст жалобы, имя или почтовый адрес заявителя нельзя прочитать (п. 82б)',
};
