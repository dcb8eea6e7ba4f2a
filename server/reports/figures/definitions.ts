/**
 * HOW EACH FIGURE IS COUNTED: written here and nowhere else, shown beside the number. Words of the office, with the
 * formula and what a share is of.
 */
import type { Figures, Norm } from '../../contract/index.js';
import { spread, workSaid, type Said } from './worksaid.js';

type Definition = Figures['definitions'][number];

function said(norm: Norm): Record<string, Said> {
  const minutes = norm.minutes;
  const wait = norm.ref === null ? {} : { ref: norm.ref };
  return {
    visits: {
      ru: [
        'Посещения',
        'Выданные талоны: все, вместе с отменёнными, неявкой и теми, кто ещё ждёт. Талон относится к дню, в который посещение окончилось. Услуга, окно и специалист — по первому приёму; если приёма не было — услуга, которую ждали.',
      ],
      en: [
        'Visits',
        'Tickets issued: all of them, with the cancelled, the no-shows and those who still wait. A ticket counts on the day on which its visit ended. Service, booth and operator are those of its first reception; without one, the service it waited for.',
      ],
    },
    begun: {
      ru: ['Приняты', 'Посещения, приём по которым начат хотя бы один раз.'],
      en: ['Received', 'Visits whose reception was begun at least once.'],
    },
    wait: {
      ru: [
        'Ожидание',
        `От начала (выдача талона; по записи — позднее из явки и назначенного времени) до первого начала приёма, меньше времени между неявкой и возвращением. Только принятые. ${spread.ru}`,
      ],
      en: [
        'Wait',
        `From the start (the ticket was issued; of a booking the later of check-in and booked time) to the first beginning of a reception, less the time between missed and come back. Only of those received. ${spread.en}`,
      ],
      ...wait,
    },
    toCall: {
      ru: ['До вызова', `От начала до первого вызова; все посещения, которые были вызваны. ${spread.ru}`],
      en: ['To call', `From the start to the first call, of all visits that were called. ${spread.en}`],
    },
    way: {
      ru: ['Путь к окну', `От последнего вызова до первого начала приёма; все, кто принят по вызову. ${spread.ru}`],
      en: [
        'Way',
        `From the last call to the first beginning of a reception, of all received after a call. ${spread.en}`,
      ],
    },
    between: {
      ru: [
        'Ожидание после передачи',
        `Время ожидания после передачи в другое окно или на другую услугу, сумма по посещению; только посещения, где такое ожидание было. В ожидание не входит. ${spread.ru}`,
      ],
      en: [
        'Waits between',
        `Waiting after a transfer, added up for each visit, of the visits that had such a wait. No part of the wait. ${spread.en}`,
      ],
    },
    inTime: {
      ru: [
        `Ждали до ${minutes} минут`,
        `Принятые, ждавшие не дольше ${minutes} минут, делённые на всех принятых и всех, кто не был принят (отмена, неявка, не дождались), прождав дольше ${minutes} минут. Непринятые, ждавшие меньше, показаны рядом и в долю не входят.`,
      ],
      en: [
        `Waited up to ${minutes} minutes`,
        `Those received after at most ${minutes} minutes, divided by all received and all who were not (cancelled, missed, expired) after more than ${minutes} minutes. Who was not received and had waited less is counted beside it, not in the share.`,
      ],
      ...wait,
    },
    unservedLate: {
      ru: [
        'Не приняты, ждали дольше нормы',
        `Отмена, неявка или не дождались после ${minutes} минут ожидания: входят в знаменатель доли в срок.`,
      ],
      en: [
        'Not received, past the norm',
        `Cancelled, missed or expired after more than ${minutes} minutes: in the denominator of the share in time.`,
      ],
      ...wait,
    },
    unservedEarly: {
      ru: [
        'Не приняты, ждали меньше нормы',
        `Отмена, неявка или не дождались, прождав не дольше ${minutes} минут: в долю в срок не входят.`,
      ],
      en: [
        'Not received, within the norm',
        `Cancelled, missed or expired after at most ${minutes} minutes: not in the share in time.`,
      ],
    },
    cancelled: {
      ru: ['Отменены', 'Талон отменён посетителем или работником, приёма не было, и он не значится неявкой.'],
      en: ['Cancelled', 'The ticket was cancelled by the visitor or by staff, was never received, and is no no-show.'],
    },
    noShow: {
      ru: [
        'Не явились',
        'Вызваны, не пришли и не вернулись, приёма не было. Ждали — до времени, когда отмечена неявка.',
      ],
      en: [
        'No-shows',
        'Called, did not come and did not come back, never received. They had waited until they were missed.',
      ],
    },
    expired: {
      ru: ['Не дождались', 'Ждали, когда день был закрыт; приёма не было.'],
      en: ['Expired', 'Still waiting when the day was closed; never received.'],
    },
    alive: {
      ru: [
        'Ещё в зале',
        'Посещения текущего дня, которые не окончены: ждут, вызваны, на приёме, отложены или отмечены неявкой и могут вернуться.',
      ],
      en: [
        'Not over yet',
        'Visits of the running day that have not ended: waiting, called, being received, parked, or missed and may come back.',
      ],
    },
    transferred: {
      ru: ['Переданы', 'Посещения, переданные в другое окно или на другую услугу хотя бы раз.'],
      en: ['Transferred', 'Visits handed on to another booth or service at least once.'],
    },
    parked: {
      ru: ['Отложены', 'Посещения, приём которых откладывали хотя бы раз.'],
      en: ['Parked', 'Visits whose reception was put aside at least once.'],
    },
    missed: {
      ru: ['Не пришли на вызов', 'Посещения, по которым хотя бы один раз отмечена неявка; вернувшиеся тоже.'],
      en: ['Missed a call', 'Visits that were marked as missed at least once, also those that came back.'],
    },
    returned: {
      ru: ['Вернулись', 'Посещения, вернувшиеся в очередь после неявки хотя бы раз.'],
      en: ['Came back', 'Visits that came back to the queue after being missed at least once.'],
    },
    receptions: {
      ru: [
        'Приёмы',
        'Оконченные приёмы; на одного посетителя их может быть несколько (по одному на плательщика), и бывают приёмы без посетителя. Приём относится к своему окну и специалисту. Начатые по ошибке не считаются.',
      ],
      en: [
        'Receptions',
        'Receptions that ended; a visitor may have several, one for each payer, and some have no visitor. A reception is its own booth’s and operator’s. Those begun by mistake are not counted.',
      ],
    },
    service: {
      ru: [
        'Длительность приёма',
        `От начала приёма до его окончания, меньше времени, когда он был отложен. ${spread.ru}`,
      ],
      en: ['Length of a reception', `From its beginning to its end, less the time it was put aside. ${spread.en}`],
    },
    inNorm: {
      ru: [
        'В норме приёма',
        'Приёмы не дольше своей нормы, делённые на все приёмы, у услуги которых есть норма регламента. Приём отчётности судится до первого протокола, вместе с временем, перенесённым из предыдущего приёма; приём, продолженный другим, судится там.',
      ],
      en: [
        'Within the norm of reception',
        'Receptions no longer than their norm, divided by all receptions whose service has a norm of the regulation. An intake is judged until its first protocol, with the time carried over from the reception before; one that another carried on is judged there.',
      ],
    },
    inTarget: {
      ru: [
        'В цели учреждения',
        'То же для услуг, у которых нормы регламента нет, а есть собственная цель учреждения: не нарушение.',
      ],
      en: [
        'Within the office’s target',
        'The same of services that have no norm of the regulation but the office’s own target: passing it is no breach.',
      ],
    },
    consultations: {
      ru: ['Консультации в норме', 'Приёмы по услугам консультирования не дольше нормы, делённые на все такие приёмы.'],
      en: [
        'Consultations within the norm',
        'Receptions of consultation services no longer than their norm, divided by all of them.',
      ],
      ref: 'п. 16',
    },
    intakes: {
      ru: [
        'Приём отчётности в норме',
        'Приёмы отчётности не дольше нормы (до первого протокола, с перенесённым временем), делённые на все такие приёмы.',
      ],
      en: [
        'Intakes within the norm',
        'Receptions of reports no longer than their norm (until the first protocol, with time carried over), divided by all of them.',
      ],
      ref: 'п. 36, 37',
    },
    distribution: {
      ru: [
        'Сколько ждали',
        'Принятые посещения по целым минутам ожидания: 0 — меньше минуты, последняя — 30 и больше.',
      ],
      en: [
        'How long they waited',
        'Received visits by whole minutes waited: 0 is less than one, the last is 30 and more.',
      ],
      ...wait,
    },
    heat: {
      ru: [
        'Когда ждали',
        'Посещения по дню недели и часу начала в поясе учреждения: сколько их, медиана ожидания принятых и доля в срок. Пустые клетки — талонов не было.',
      ],
      en: [
        'When they waited',
        'Visits by weekday and hour of their start in the office’s zone: how many, the median wait of those received, and the share in time. An empty cell had no ticket.',
      ],
    },
    trend: {
      ru: [
        'По дням',
        'По дням приёма до двух месяцев, по неделям до года, дальше по месяцам: посещения, медиана ожидания, доля в срок. Дни без приёма не показаны.',
      ],
      en: [
        'Over time',
        'By days of reception up to two months, by weeks up to a year, by months beyond: visits, median wait, share in time. Stretches without a day of reception are left out.',
      ],
    },
    ...workSaid,
  };
}

/** What is judged by the norm of waiting. */
const judged = ['inTime', 'unservedLate', 'unservedEarly'];
const eachVisit = {
  ru: ' За период действовало несколько норм: каждое посещение судится по норме своей услуги в свой день.',
  en: ' More than one norm was in force in the period: each visit is judged by that of its service on its day.',
};

/** What is judged by the norm of a reception. */
const ofReceptions = ['inNorm', 'inTarget', 'consultations', 'intakes'];
const eachReception = {
  ru: ' За период норма услуги менялась: каждый приём судится по норме той редакции регламента, по которой начат.',
  en: ' The norm of a service changed in the period: each reception is judged by that of the version of the regulation under which it began.',
};
const eachStep = {
  ru: ' За период у действия сменились норма или название: каждой редакции регламента — своя строка, и судится действие по той редакции, по которой начат приём.',
  en: ' The norm or title of a step changed in the period: each version of the regulation has a row of its own, and a step is judged by the version under which its reception began.',
};
const nothing = { ru: '', en: '' };

/** Of what more than one norm was met in the period. */
interface Many {
  waits: boolean;
  receptions: boolean;
  steps: boolean;
}

function moreOf(key: string, many: Many): typeof nothing {
  if (many.waits && judged.includes(key)) return eachVisit;
  if (many.receptions && ofReceptions.includes(key)) return eachReception;
  return many.steps && key === 'steps' ? eachStep : nothing;
}

/** The definitions with the norm of waiting in their words. */
export function definitionsOf(waitNorm: Norm, many: Many): Definition[] {
  return Object.entries(said(waitNorm)).map(([key, { ru, en, ref }]) => {
    const more = moreOf(key, many);
    return {
      key,
      title: { ru: ru[0], en: en[0] },
      text: { ru: ru[1] + more.ru, en: en[1] + more.en },
      ref: ref ?? null,
    };
  });
}
