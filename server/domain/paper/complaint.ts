/**
 * The papers of a complaint: as it was taken and registered (п. 65-67), the notice of its forwarding (п. 74), the act
 * that decides it (п. 83), the reply (п. 85). For an ordinary printer and for the booth's alike; they speak Russian.
 */
import type { Complaint } from '../cases.js';
import { decideTerm } from '../complaint.js';
import type { Office } from '../office.js';
import { dueOf } from '../terms.js';
import { kindWords, wayWords } from './appeal.js';
import {
  big,
  dayOn,
  dueWords,
  groundsOf,
  head,
  known,
  officerOf,
  passage,
  said,
  signature,
  title,
  toWhom,
  type ComplaintDesk,
  type Wall,
} from './complaintParts.js';
import { cut, double, feed, field, paper, text, type PaperDocument, type PaperItem } from './document.js';
import { act, reply } from './verdict.js';
import { lawOf } from '../lawof.js';

export type ComplaintPaperKind = 'complaint' | 'notice' | 'act' | 'reply';

/** Whom it is written to: п. 63, 73. */
function addresseeOf({ office, complaint }: ComplaintDesk): string {
  const { head: chief, superior } = office.settings;
  switch (complaint.content.addressee) {
    case 'head':
      return [chief.position, chief.name].filter((part) => part !== '').join(' ') || 'руководителю';
    case 'superior':
      return superior.ru || 'в вышестоящий орган';
    case 'fund':
      return 'Пенсионный фонд Российской Федерации';
  }
}

function whose({ content }: Complaint): PaperItem[] {
  const isPerson = content.applicant === 'person';
  return [
    said(isPerson ? 'Ф. И. О.' : 'Наименование', content.name),
    said(isPerson ? 'Место жительства' : 'Место нахождения', content.place),
    said('Телефон', content.phone),
    ...known('Эл. почта', content.email),
    said('Почтовый адрес', content.postalAddress),
    field('Ответ', content.electronicReply ? 'электронным документом (п. 89)' : 'в письменной форме (п. 88)'),
  ];
}

function representativeOf({ office, complaint }: ComplaintDesk): PaperItem[] {
  const { representative, authorityKind, authority } = complaint.content;
  if (representative === '') return [];
  const documents = lawOf(office, complaint)?.documents ?? [];
  const document = documents.find(({ code }) => code === authorityKind)?.title.ru ?? '';
  return [
    feed(1),
    title('ПРЕДСТАВИТЕЛЬ'),
    field('Ф. И. О.', representative),
    said('Документ', document),
    ...known('Реквизиты', authority),
  ];
}

/** Until when it is considered (п. 80, 81); nothing for other appeals and before registration. */
function considered({ office, complaint, wall }: ComplaintDesk): PaperItem[] {
  const { registered, content } = complaint;
  const regulation = lawOf(office, complaint);
  if (registered === null || content.kind !== 'complaint') return [];
  const code = decideTerm(content, regulation);
  const due = dueOf(office, complaint, code, dayOn(wall, registered.at));
  const ref = regulation?.deadlines.get(code)?.ref ?? '';
  return [field('Рассмотреть до', `${dueWords(due)} (${ref})`)];
}

/** The complaint with everything that п. 65-67 ask of it. */
function asTaken(desk: ComplaintDesk): PaperDocument {
  const { office, complaint, wall } = desk;
  const { content, receivedAt, ticket } = complaint;
  const words = kindWords[content.kind];
  const received = wall(receivedAt);
  return paper([
    ...head(desk, null, big(words.title)),
    field('Кому', addresseeOf(desk)),
    field(words.received, `${received.date} в ${received.time}`),
    field('Как', wayWords[content.way]),
    ...known('Талон', ticket ?? ''),
    ...considered(desk),
    feed(1),
    title('ЗАЯВИТЕЛЬ'),
    ...whose(complaint),
    ...representativeOf(desk),
    feed(1),
    title(words.subject),
    said('Орган', content.body),
    said('Должностное лицо', content.officer),
    ...passage(content.about),
    ...groundsOf(desk),
    ...(content.arguments === '' ? [] : [feed(1), title('ДОВОДЫ'), ...passage(content.arguments)]),
    feed(1),
    title('ПРИЛОЖЕНИЯ'),
    content.attachments.length === 0 ? text('нет', {}) : { kind: 'list', items: content.attachments },
    double,
    ...signature('Заявитель, представитель', { position: '', name: content.representative || content.name }),
    ...signature('Принял', officerOf(office, complaint.receivedBy)),
    cut,
  ]);
}

/** The notice that it was sent on (п. 74, 75); null before it was. */
function notice(desk: ComplaintDesk): PaperDocument | null {
  const { office, complaint, wall } = desk;
  const { forwarded, registered, content } = complaint;
  const { head: chief } = office.settings;
  if (forwarded === null || registered === null) return null;
  const words = kindWords[content.kind];
  const there = forwarded.registeredThereOn;
  const due = there === null ? null : dueOf(office, complaint, decideTerm(content, lawOf(office, complaint)), there);
  const isComplaint = content.kind === 'complaint';
  return paper([
    ...head(desk, `о перенаправлении ${words.genitive}`, big('УВЕДОМЛЕНИЕ')),
    ...toWhom(complaint),
    feed(1),
    text(
      `Ваше обращение — ${words.nominative}, ${words.registered} ${wall(registered.at).date} под № ${registered.number}, — ` +
        `направлено ${wall(forwarded.at).date} на рассмотрение: ${forwarded.to}.`,
      {},
    ),
    feed(1),
    text(
      'Рассмотрение изложенных вопросов входит в компетенцию этого органа (п. 74 регламента).' +
        (isComplaint ? ' Срок рассмотрения исчисляется со дня регистрации в нём (п. 75 регламента).' : ''),
      {},
    ),
    ...(there === null
      ? []
      : [
          feed(1),
          field('Принято там', dueWords({ due: there })),
          ...(isComplaint ? known('Рассмотреть до', dueWords(due)) : []),
        ]),
    double,
    field('Дата уведомления', wall(forwarded.noticeAt ?? forwarded.at).date),
    ...signature(chief.position === '' ? 'Руководитель' : '', chief),
    cut,
  ]);
}

/** One paper of a complaint; null while there is nothing to say on it yet: no forwarding, no decision. */
export function complaintSheet(
  office: Office,
  complaint: Complaint,
  kind: ComplaintPaperKind,
  wall: Wall,
): PaperDocument | null {
  const desk = { office, complaint, wall };
  switch (kind) {
    case 'complaint':
      return asTaken(desk);
    case 'notice':
      return notice(desk);
    case 'act':
      return act(desk);
    case 'reply':
      return reply(desk);
  }
}
