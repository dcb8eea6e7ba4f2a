/** How the figures of the work are counted: steps, shifts, protocols, terms, complaints. They depend on no norm. */

/** Title and text of a figure. */
export interface Said {
  ru: [title: string, text: string];
  en: [title: string, text: string];
  /** Of the regulation; left out where the figure is the office's own. */
  ref?: string;
}

/** How spreads are told, once for all of them. */
export const spread = {
  ru: 'Среднее — сумма, делённая на число; медиана — середина ряда по возрастанию (при чётном числе — среднее двух средних); 90 из 100 — значение, не дольше которого было не меньше 90 из 100; самое долгое — наибольшее.',
  en: 'Mean: the sum divided by the number; median: the middle of the row in its order (of an even number the mean of the two middle ones); 90th percentile: nearest rank, the shortest value that at least 90 of 100 did not pass; longest: the greatest.',
};

export const workSaid: Record<string, Said> = {
  steps: {
    ru: [
      'Действия процедуры',
      `Время оконченных действий (последнее окончание, с паузами вычтенными); пропущенные и перешедшие готовыми не входят. Доля — не дольше нормы действия из всех, у которых она есть. ${spread.ru}`,
    ],
    en: [
      'Steps of the procedure',
      `Time of completed steps (the last completion, pauses left out); those not needed or taken over done are not in it. The share is those within their norm of all that have one. ${spread.en}`,
    ],
    ref: 'п. 45, 47',
  },
  shifts: {
    ru: ['Смены', 'Смены, закрытые в периоде, и открытые сейчас; передача окна другому — две смены.'],
    en: ['Shifts', 'Shifts closed in the period and those open now; a booth handed over is two shifts.'],
  },
  openMs: {
    ru: ['Окно открыто', 'Время от открытия до закрытия смены, паузы в нём; открытой сейчас — до этой минуты.'],
    en: ['Open', 'From the opening to the closing of a shift, pauses included; of one that is open, until now.'],
  },
  pausedMs: {
    ru: ['Паузы', 'Время смены, когда окно стояло на паузе, по причинам.'],
    en: ['Pauses', 'Time of a shift in which the booth was paused, by reason.'],
  },
  busyMs: {
    ru: [
      'Занятость',
      'Время с посетителем на приёме в этом окне. Загрузка — это время, делённое на время, когда окно открыто и не на паузе.',
    ],
    en: [
      'Busy',
      'Time with a visitor in reception at the booth. Utilisation is this, divided by the time the booth was open and not paused.',
    ],
  },
  calledMs: {
    ru: ['Ждали вызванного', 'Время между вызовом и началом приёма, неявкой или отзывом вызова.'],
    en: ['Waiting for the called', 'Time between a call and its beginning, its miss or its withdrawal.'],
  },
  protocols: {
    ru: ['Протоколы', 'Выданные протоколы по виду и результату; заменяющие исправленный не считаются.'],
    en: ['Protocols', 'Protocols issued, by kind and outcome; those that replace an earlier one are not counted.'],
    ref: 'п. 46, 48',
  },
  corrections: {
    ru: ['Исправленные протоколы', 'Протоколы, выданные взамен прежних.'],
    en: ['Corrected protocols', 'Protocols issued in place of earlier ones.'],
  },
  findings: {
    ru: [
      'Ошибки',
      'Ошибки, записанные в протоколы, по коду: сколько раз и во скольких протоколах. Исправления не считаются.',
    ],
    en: [
      'Findings',
      'Findings written into protocols, by code: how often, and in how many protocols. Corrections are not counted.',
    ],
    ref: 'п. 46',
  },
  registered: {
    ru: [
      'Зарегистрировано',
      'Отчётность, записанная в электронный журнал, по способу представления, и сколько в ней застрахованных лиц.',
    ],
    en: [
      'Registered',
      'Reports entered in the electronic journal, by the channel they came by, and how many insured persons they hold.',
    ],
    ref: 'п. 45г',
  },
  terms: {
    ru: [
      'Сроки',
      'Сроки регламента по событиям периода: начаты, исполнены в срок, исполнены с опозданием, нарушены (срок прошёл, не исполнено). Нарушенный срок может позже стать исполненным с опозданием. Событие дня без приёма относится к последнему дню приёма перед ним.',
    ],
    en: [
      'Terms',
      'Terms of the regulation by what happened in the period: begun, kept, kept late, breached (the day passed and it was not done). A breached term may be kept late afterwards. What happened on a day without reception belongs to the day of reception before it.',
    ],
  },
  complaints: {
    ru: [
      'Жалобы',
      'События с жалобами и обращениями за период. Что произошло в день без приёма, относится к последнему дню приёма перед ним.',
    ],
    en: [
      'Complaints',
      'What happened to complaints and appeals in the period. What happened on a day without reception belongs to the day of reception before it.',
    ],
    ref: 'п. 59-90',
  },
  consultationsGiven: {
    ru: ['Консультации', 'Консультации на приёме, по телефону, письменные обращения и ответы на них.'],
    en: ['Consultations', 'Consultations in person, by telephone, enquiries in writing and the answers to them.'],
    ref: 'п. 14-16',
  },
  overNorm: {
    ru: [
      'Талоны с приёмом дольше нормы',
      'Посещения, хотя бы один приём которых был дольше нормы регламента. Приёмов может быть больше, чем талонов.',
    ],
    en: [
      'Tickets past the norm of reception',
      'Visits of which at least one reception passed the norm of the regulation. There may be more receptions than tickets.',
    ],
  },
};
