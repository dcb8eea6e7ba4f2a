/**
 * The registration card of the payer's cabinet, with its password. It is composed in memory, printed once, and kept
 * nowhere: what stands in the print job's row is `unkept`.
 */
import { cut, double, feed, field, paper, text, type PaperDocument, type PaperItem } from './document.js';
import { phrases } from './words.js';

export interface CardPaper {
  officeName: string;
  region: string;
  demo: boolean;
  /** A first card, or a new password for one that was lost. */
  kind: 'card' | 'password';
  regNo: string;
  inn: string;
  kpp: string;
  name: string;
  /** Who took it; empty: the payer in person. */
  representative: string;
  password: string;
  /** «21.11.2014» and «14:39». */
  at: { date: string; time: string };
  officer: { position: string; name: string };
  phone: string;
}

const steps = [
  'откройте страницу кабинета плательщика и введите логин и пароль с этой карты',
  'пароль вводите так, как он напечатан: заглавными латинскими буквами, вместе с дефисами',
  'сохраните карту: новый пароль выдают только при личном обращении',
  'никому не сообщайте пароль, в том числе сотрудникам фонда',
];

const title = (words: string): PaperItem => text(words, { bold: true });
const inMiddle = (words: string): PaperItem => text(words, { align: 'center' });

/** Composes the card. The login is the registration number; the password is as large as the paper allows. */
export function composeCard(of: CardPaper): PaperDocument {
  const both = of.kpp === '' ? of.inn : `${of.inn} / ${of.kpp}`;
  return paper([
    ...(of.demo ? [text(phrases.ru.demo, { align: 'center', bold: true, width: 2, height: 2 })] : []),
    text(of.officeName.toUpperCase(), { align: 'center', bold: true }),
    ...(of.region === '' ? [] : [inMiddle(of.region)]),
    double,
    text('РЕГИСТРАЦИОННАЯ КАРТА', { align: 'center', width: 2, height: 2, overflow: 'shrink' }),
    inMiddle('личного кабинета плательщика'),
    ...(of.kind === 'password' ? [text('Новый пароль взамен прежнего', { align: 'center', bold: true })] : []),
    double,
    field('Рег. № в ПФР', of.regNo),
    field(of.kpp === '' ? 'ИНН' : 'ИНН / КПП', both),
    field('Наименование', of.name),
    ...(of.representative === '' ? [] : [field('Представитель', of.representative)]),
    double,
    title('ЛОГИН'),
    text(of.regNo, { align: 'center', bold: true, width: 2, height: 2, overflow: 'shrink' }),
    feed(1),
    title('ПАРОЛЬ'),
    text(of.password, { align: 'center', bold: true, width: 2, height: 2, overflow: 'shrink' }),
    double,
    title('КАК ВОЙТИ'),
    { kind: 'list', items: steps },
    ...(of.phone === '' ? [] : [field('Справки', of.phone)]),
    double,
    field('Выдана', `${of.at.date} в ${of.at.time}`),
    text(['Выдал:', of.officer.position, of.officer.name].filter((part) => part !== '').join(' '), {}),
    feed(2),
    text('__________________________   (подпись)', {}),
    text('Карта печатается один раз: копии и пароля у нас нет.', {}),
    cut,
  ]);
}

/** What stands in the books in place of a secret; should it ever be printed, it gives nothing away. */
export const unkept: PaperDocument = paper([text('Документ с паролем: содержание не хранится.', {}), cut]);
