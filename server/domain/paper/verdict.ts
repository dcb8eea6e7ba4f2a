/** The papers of a decision: the act (п. 83) and the reply with everything that п. 85 asks of it. */
import type { Complaint } from '../cases.js';
import { complaintTerms } from '../complaint.js';
import { dueOf } from '../terms.js';
import { groundWords, kindWords } from './appeal.js';
import {
  big,
  bodyOf,
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
} from './complaintParts.js';
import { cut, double, feed, field, paper, text, type PaperDocument, type PaperItem } from './document.js';

type Decided = NonNullable<Complaint['decided']>;

function groundOf({ decision }: Decided): PaperItem[] {
  return decision.ground === '' ? [] : [text(`Основание: ${groundWords[decision.ground]}.`, {})];
}

/** Until when what was wrong is remedied (п. 84, 85е); nothing unless it was satisfied. */
function remedyOf({ office, complaint, wall }: ComplaintDesk, { at, decision, remedyBy }: Decided): PaperItem[] {
  if (decision.decision !== 'satisfied') return [];
  // what was undetermined at the decision may be known by now
  const due =
    remedyBy !== null && 'undetermined' in remedyBy
      ? dueOf(office, complaint, complaintTerms.remedy, dayOn(wall, at))
      : remedyBy;
  return [
    feed(1),
    title('УСТРАНЕНИЕ НАРУШЕНИЙ'),
    ...passage(decision.remedy),
    ...(due === null ? [] : [field('Не позднее', `${dueWords(due)} (п. 84)`)]),
  ];
}

/** The act (п. 83); null before the decision. */
export function act(desk: ComplaintDesk): PaperDocument | null {
  const { office, complaint, wall } = desk;
  const { decided, content } = complaint;
  if (decided === null) return null;
  const words = kindWords[content.kind];
  return paper([
    ...head(desk, `о рассмотрении ${words.genitive}`, big(`АКТ № ${decided.act}`)),
    field('Дата', wall(decided.at).date),
    field('Место', office.settings.address.ru),
    field('Рассмотрел', bodyOf(office)),
    feed(1),
    said('Заявитель', content.name),
    ...known('Представитель', content.representative),
    said('Орган', content.body),
    said('Должностное лицо', content.officer),
    feed(1),
    title(words.subject),
    ...passage(content.about),
    ...groundsOf(desk),
    ...(content.arguments === '' ? [] : [feed(1), title('ДОВОДЫ'), ...passage(content.arguments)]),
    feed(1),
    title('ОСНОВАНИЯ РЕШЕНИЯ'),
    ...passage(decided.decision.reasons),
    ...groundOf(decided),
    feed(1),
    title('РЕШЕНИЕ'),
    inBig(words.decisions[decided.decision.decision]),
    ...remedyOf(desk, decided),
    double,
    ...signature('Решение принял', officerOf(office, decided.by)),
    cut,
  ]);
}

const inBig = (words: string): PaperItem => text(words, { align: 'center', bold: true, height: 2 });

/** How to go on against the decision (п. 85ж): the body above, the court (п. 91), what one may ask for (п. 92). */
function further({ office, complaint }: ComplaintDesk): PaperItem[] {
  const above = office.settings.superior.ru;
  return [
    title('КАК ОБЖАЛОВАТЬ РЕШЕНИЕ'),
    text(
      `Решение можно обжаловать в вышестоящий орган${above === '' ? '' : ` (${above})`} и в судебном порядке ` +
        '(п. 63, 73, 91 регламента).',
      {},
    ),
    ...(complaint.content.kind === 'complaint'
      ? [text('Информацию и документы, нужные для обоснования и рассмотрения жалобы, дают по запросу (п. 92).', {})]
      : []),
  ];
}

/** The reply with all of п. 85 а-ж; null before the decision. */
export function reply(desk: ComplaintDesk): PaperDocument | null {
  const { office, complaint, wall } = desk;
  const { decided, replied, content } = complaint;
  if (decided === null) return null;
  const words = kindWords[content.kind];
  const officer = officerOf(office, decided.by);
  return paper([
    ...head(desk, `на ${words.accusative}`, big('ОТВЕТ')),
    ...toWhom(complaint),
    feed(1),
    title('КТО РАССМОТРЕЛ'),
    field('Орган', bodyOf(office)),
    field('Решение принял', [officer.position, officer.name].filter((part) => part !== '').join(', ')),
    feed(1),
    title('РЕШЕНИЕ'),
    field('Акт', `№ ${decided.act} от ${wall(decided.at).date}`),
    field('Место', office.settings.address.ru),
    said(words.whom, content.officer || content.body),
    said('Заявитель', content.name),
    feed(1),
    inBig(words.decisions[decided.decision.decision]),
    feed(1),
    title('ОСНОВАНИЯ РЕШЕНИЯ'),
    ...passage(decided.decision.reasons),
    ...groundOf(decided),
    ...remedyOf(desk, decided),
    feed(1),
    ...further(desk),
    double,
    ...(replied === null ? [] : [field('Дата ответа', wall(replied.at).date)]),
    ...signature('Уполномоченное должностное лицо', officer),
    ...(content.electronicReply ? [text('Электронный документ подписывают электронной подписью (п. 89).', {})] : []),
    cut,
  ]);
}
