/**
 * Payers' files as they come on a flash drive, composed for tests: names and numbers are made up, check digits are
 * right. Every file is sound unless a test spoils it.
 */
import { ZipFile } from 'yazl';

/** windows-1251, as far as a report needs it. */
export function cp1251(text: string): Uint8Array {
  const special: Record<string, number> = { Ё: 0xa8, ё: 0xb8, '№': 0xb9, '«': 0xab, '»': 0xbb, '—': 0x97, '–': 0x96 };
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const letter = text.charAt(at);
    const byte = code < 0x80 ? code : code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : special[letter];
    if (byte === undefined) throw new Error(`no «${letter}» in windows-1251`);
    bytes[at] = byte;
  }
  return bytes;
}

/** The n-th СНИЛС of the tests, with its check number. */
export function snilsOf(n: number): string {
  const body = String(112_233_445 + n).padStart(9, '0');
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (9 - at), 0);
  const check = String((sum % 101) % 100).padStart(2, '0');
  return `${body.slice(0, 3)}-${body.slice(3, 6)}-${body.slice(6)} ${check}`;
}

export interface Person {
  snils: string;
  accrued: number;
  paid: number;
}

export interface Report {
  form: 'СЗВ-6-1' | 'СЗВ-6-2';
  regNo: string;
  inn: string;
  year: number;
  quarter: string;
  pack: number;
  type: string;
  category: string;
  persons: Person[];
}

const money = (roubles: number) => roubles.toFixed(2);
const digits = (n: number, width: number) => String(n).padStart(width, '0');

/** So many insured persons, the first with this ordinal. */
export function personsOf(count: number, from = 0): Person[] {
  return Array.from({ length: count }, (_, at) => ({ snils: snilsOf(from + at), accrued: 14_400, paid: 14_400 }));
}

/** A sound report; a test says what is different. */
export function reportOf(part: Partial<Report> = {}): Report {
  return {
    form: 'СЗВ-6-2',
    regNo: '087-105-000003',
    inn: '7707083893',
    year: 2012,
    quarter: '4',
    pack: 1,
    type: 'ИСХОДНАЯ',
    category: 'НР',
    persons: personsOf(2),
    ...part,
  };
}

export function nameOf({ year, regNo, pack }: Pick<Report, 'year' | 'regNo' | 'pack'>): string {
  return `PFR-700-Y-${year}-ORG-${regNo}-DCK-${digits(pack, 5)}-DPT-000000-DCK-00000.XML`;
}

const sums = (accrued: number, paid: number) =>
  `<СуммаВзносовНаСтраховую><Начислено>${money(accrued)}</Начислено><Уплачено>${money(paid)}</Уплачено></СуммаВзносовНаСтраховую>
<СуммаВзносовНаНакопительную><Начислено>${money(accrued / 2)}</Начислено><Уплачено>${money(paid / 2)}</Уплачено></СуммаВзносовНаНакопительную>`;
const payerOf = ({ inn }: Report) => `<НалоговыйНомер><ИНН>${inn}</ИНН><КПП>770701001</КПП></НалоговыйНомер>`;
const periodOf = ({ quarter, year }: Report) =>
  `<ОтчетныйПериод><Квартал>${quarter}</Квартал><Год>${year}</Год></ОтчетныйПериод>`;
const total = (persons: readonly Person[], part: 'accrued' | 'paid') =>
  persons.reduce((sum, person) => sum + person[part], 0);

function framed(name: string, body: string): string {
  return `<?xml version="1.0" encoding="windows-1251"?>
<ФайлПФР xmlns="http://schema.pfr.ru">
<ИмяФайла>${name}</ИмяФайла>
<ЗаголовокФайла><ВерсияФормата>07.00</ВерсияФормата><ТипФайла>ВНЕШНИЙ</ТипФайла>
<ПрограммаПодготовкиДанных><НазваниеПрограммы>ТЕСТ</НазваниеПрограммы><Версия>1.0</Версия></ПрограммаПодготовкиДанных>
<ИсточникДанных>СТРАХОВАТЕЛЬ</ИсточникДанных></ЗаголовокФайла>
<ПачкаВходящихДокументов Окружение="В составе файла" Стадия="До обработки">
${body}
</ПачкаВходящихДокументов>
</ФайлПФР>
`;
}

const inventoryStart = (report: Report, document: string, count: number) => `<НомерВпачке>1</НомерВпачке>
<ТипВходящейОписи>ОПИСЬ ПАЧКИ</ТипВходящейОписи>
<СоставительПачки>${payerOf(report)}<НаименованиеКраткое>ООО "РОМАШКА"</НаименованиеКраткое><РегистрационныйНомер>${report.regNo}</РегистрационныйНомер></СоставительПачки>
<НомерПачки><Основной>${digits(report.pack, 5)}</Основной></НомерПачки>
<СоставДокументов><Количество>1</Количество><НаличиеДокументов><ТипДокумента>${document}</ТипДокумента><Количество>${count}</Количество></НаличиеДокументов></СоставДокументов>
<ДатаСоставления>05.02.2013</ДатаСоставления><ТипСведений>${report.type}</ТипСведений>`;

/** СЗВ-6-1 or 6-2 with АДВ-6-3, as the shared structure of the format has it. */
export function xmlOf(report: Report): string {
  const document = 'СВЕДЕНИЯ_О_СТРАХОВЫХ_ВЗНОСАХ_И_СТРАХОВОМ_СТАЖЕ_ЗЛ';
  const { persons } = report;
  const body = persons.map(
    ({ snils, accrued, paid }, at) => `<${document}>
<НомерВпачке>${at + 2}</НомерВпачке><ВидФормы>${report.form}</ВидФормы><ТипСведений>${report.type}</ТипСведений>
<РегистрационныйНомер>${report.regNo}</РегистрационныйНомер><НаименованиеКраткое>ООО "РОМАШКА"</НаименованиеКраткое>
${payerOf(report)}<КодКатегории>${report.category}</КодКатегории>
${periodOf(report)}
<СтраховойНомер>${snils}</СтраховойНомер><ФИО><Фамилия>ИВАНОВА</Фамилия><Имя>АННА</Имя><Отчество>ПЕТРОВНА</Отчество></ФИО>
${sums(accrued, paid)}
<ДатаЗаполнения>05.02.2013</ДатаЗаполнения>
<СтажевыйПериод><НомерСтроки>1</НомерСтроки><ДатаНачалаПериода>01.10.2012</ДатаНачалаПериода><ДатаКонцаПериода>31.12.2012</ДатаКонцаПериода></СтажевыйПериод>
</${document}>`,
  );
  return framed(
    nameOf(report),
    `<ВХОДЯЩАЯ_ОПИСЬ_ПО_СТРАХОВЫМ_ВЗНОСАМ>
${inventoryStart(report, document, persons.length)}<КодКатегории>${report.category}</КодКатегории>
${periodOf(report)}
${sums(total(persons, 'accrued'), total(persons, 'paid'))}
</ВХОДЯЩАЯ_ОПИСЬ_ПО_СТРАХОВЫМ_ВЗНОСАМ>
${body.join('\n')}`,
  );
}

/** АДВ-6-2 over these packs. */
export function totalsXml(report: Report, packs: number, persons: readonly Person[]): string {
  const document = 'ОПИСЬ_СВЕДЕНИЙ_ПЕРЕДАВАЕМЫХ_СТРАХОВАТЕЛЕМ';
  const both = sums(total(persons, 'accrued'), total(persons, 'paid'));
  return framed(
    nameOf(report),
    `<ВХОДЯЩАЯ_ОПИСЬ_ПО_СТРАХОВЫМ_ВЗНОСАМ>
${inventoryStart(report, document, 1)}
${periodOf(report)}
${both}
</ВХОДЯЩАЯ_ОПИСЬ_ПО_СТРАХОВЫМ_ВЗНОСАМ>
<${document}><НомерВпачке>2</НомерВпачке><РегистрационныйНомер>${report.regNo}</РегистрационныйНомер>
${periodOf(report)}
<КоличествоПачек>${packs}</КоличествоПачек><КоличествоЗЛ>${persons.length}</КоличествоЗЛ>
${both}</${document}>`,
  );
}

/** СЗВ-6-3 with АДВ-6-4: payments of a year. */
export function paymentsXml(report: Report): string {
  const document = 'СВЕДЕНИЯ_О_СУММЕ_ВЫПЛАТ_И_ВОЗНАГРАЖДЕНИЙ';
  const body = report.persons.map(
    ({ snils }, at) => `<${document}><НомерВпачке>${at + 2}</НомерВпачке><ТипСведений>${report.type}</ТипСведений>
<РегистрационныйНомер>${report.regNo}</РегистрационныйНомер>${payerOf(report)}<ОтчетныйГод>${report.year}</ОтчетныйГод>
<СтраховойНомер>${snils}</СтраховойНомер><ФИО><Фамилия>ИВАНОВА</Фамилия><Имя>АННА</Имя><Отчество>ПЕТРОВНА</Отчество></ФИО>
<СуммаВыплат>120000.00</СуммаВыплат><ДатаЗаполнения>05.02.2013</ДатаЗаполнения></${document}>`,
  );
  return framed(
    nameOf(report),
    `<ВХОДЯЩАЯ_ОПИСЬ_ПО_СУММАМ_ВЫПЛАТ>
${inventoryStart(report, document, report.persons.length)}<ОтчетныйГод>${report.year}</ОтчетныйГод>
</ВХОДЯЩАЯ_ОПИСЬ_ПО_СУММАМ_ВЫПЛАТ>
${body.join('\n')}`,
  );
}

/** A ZIP of files, as an archiver makes it. */
export function zipOf(files: readonly { name: string; bytes: Uint8Array }[], compress = true): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const { name, bytes } of files) zip.addBuffer(Buffer.from(bytes), name, { compress });
  zip.end();
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    zip.outputStream.on('data', (part: Buffer) => parts.push(part));
    zip.outputStream.on('error', reject);
    zip.outputStream.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
  });
}

/** Packs of 200 in one archive with their АДВ-6-2. */
export function archiveOf(packs: number, perPack: number): Promise<Uint8Array> {
  const files = Array.from({ length: packs }, (_, at) => {
    const report = reportOf({ pack: at + 1, persons: personsOf(perPack, at * perPack) });
    return { name: nameOf(report), bytes: cp1251(xmlOf(report)) };
  });
  const over = reportOf({ pack: packs + 1 });
  const totals = cp1251(totalsXml(over, packs, personsOf(packs * perPack)));
  return zipOf([...files, { name: nameOf(over), bytes: totals }]);
}
