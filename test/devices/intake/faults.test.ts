import { describe, expect, it } from 'vitest';
import {
  cp1251,
  nameOf,
  paymentsXml,
  personsOf,
  reportOf,
  snilsOf,
  totalsXml,
  xmlOf,
  zipOf,
} from '../../support/reports.js';
import { foundIn, readBytes, readOne } from './reading.js';

const swap =
  (from: string | RegExp, to: string) =>
  (xml: string): string => {
    const spoilt = xml.replace(from, to);
    if (spoilt === xml) throw new Error(`nothing was spoilt: ${String(from)}`);
    return spoilt;
  };
/** Of the inventory alone: it stands before the first document. */
const without = (element: string) => swap(new RegExp(`<${element}>[^]*?</${element}>`), '');
/** Everywhere. */
const never = (element: string) => (xml: string) =>
  xml.replaceAll(new RegExp(`<${element}>[^]*?</${element}>`, 'g'), '');

describe('a sound report has no findings', () => {
  it.each(['СЗВ-6-1', 'СЗВ-6-2'] as const)('%s', async (form) => {
    expect(await foundIn((xml) => xml, { form })).toEqual([]);
  });
  it('a pack of 200, the most that a pack may have', async () => {
    expect(await foundIn((xml) => xml, { persons: personsOf(200) })).toEqual([]);
  });
  it('a correcting one that names the period that it corrects', async () => {
    const corrected =
      '<КорректируемыйОтчетныйПериод><Квартал>3</Квартал><Год>2012</Год></КорректируемыйОтчетныйПериод>';
    const named = (xml: string) => xml.replaceAll('</ОтчетныйПериод>', `</ОтчетныйПериод>${corrected}`);
    expect(await foundIn(named, { type: 'КОРРЕКТИРУЮЩАЯ' })).toEqual([]);
  });
  it('with its elements in a namespace of their own', async () => {
    const prefixed = (xml: string) =>
      xml
        .replaceAll(/<(\/?)(?=[А-ЯЁ])/g, '<$1п:')
        .replace('xmlns=', 'xmlns:п=')
        .replace('<?xml', '<?xml');
    expect(await foundIn(prefixed)).toEqual([]);
  });
});

describe('what is wrong with a report is found by its rule', () => {
  it.each<[string, number, string, (xml: string) => string]>([
    ['a file that ends in the middle', 50, 'file.malformed', (xml) => xml.slice(0, xml.length - 300)],
    ['tags that cross', 50, 'file.malformed', swap('</ФИО>', '</ФИ>')],
    [
      'a form of 2013',
      50,
      'file.foreign',
      (xml) => xml.replaceAll('_ПО_СТРАХОВЫМ_ВЗНОСАМ>', '_ПО_СУММАМ_ВЫПЛАТ_И_ПО_СТРАХОВЫМ_ВЗНОСАМ>'),
    ],
    ['no pack', 50, 'file.body', swap(/<ПачкаВходящихДокументов[^]*<\/ПачкаВходящихДокументов>/, '')],
    ['two packs', 50, 'file.bodies', swap('</ФайлПФР>', '<ПачкаВходящихДокументов/></ФайлПФР>')],
    ['no inventory', 50, 'file.inventory', without('ВХОДЯЩАЯ_ОПИСЬ_ПО_СТРАХОВЫМ_ВЗНОСАМ')],
    [
      'an inventory without documents',
      50,
      'file.documents',
      never('СВЕДЕНИЯ_О_СТРАХОВЫХ_ВЗНОСАХ_И_СТРАХОВОМ_СТАЖЕ_ЗЛ'),
    ],
    [
      'a document of another kind',
      50,
      'file.document',
      swap('</ПачкаВходящихДокументов>', '<ПРИКАЗ/></ПачкаВходящихДокументов>'),
    ],
    ['an element that nobody knows', 50, 'inventory.known', swap('<ТипВходящейОписи>', '<Привет/><ТипВходящейОписи>')],
    ['one in a document', 50, 'document.known', swap('<ВидФормы>', '<Привет/><ВидФормы>')],
    ['one beside the pack', 50, 'file.known', swap('<ИмяФайла>', '<Привет/><ИмяФайла>')],
    ['no header', 50, 'header.present', without('ЗаголовокФайла')],
    ['another version', 50, 'header.version', swap('07.00', '06.00')],
    ['another type of file', 40, 'header.type', swap('ВНЕШНИЙ', 'ВНУТРЕННИЙ')],
    ['another source', 40, 'header.source', swap('<ИсточникДанных>СТРАХОВАТЕЛЬ', '<ИсточникДанных>ПФР')],
    ['another stage', 40, 'body.stage', swap('До обработки', 'После обработки')],
    ['another inventory', 30, 'inventory.kind', swap('ОПИСЬ ПАЧКИ', 'ОПИСЬ')],
    ['no composer', 30, 'inventory.composer', without('СоставительПачки')],
    ['no pack number', 30, 'inventory.number', without('НомерПачки')],
    ['no composition', 30, 'inventory.composition', without('СоставДокументов')],
    ['an inventory of tomorrow', 30, 'inventory.date.future', swap('05.02.2013', '16.02.2013')],
    ['the 30th of February', 40, 'inventory.date.real', swap('05.02.2013', '30.02.2013')],
    ['no type of information', 30, 'inventory.type.present', without('ТипСведений')],
    ['a type that is none', 40, 'inventory.type', (xml) => xml.replaceAll('ИСХОДНАЯ', 'ПЕРВАЯ')],
    ['no category', 30, 'inventory.category.present', without('КодКатегории')],
    ['a Latin category', 40, 'inventory.category', (xml) => xml.replaceAll('>НР<', '>HP<')],
    ['no period', 30, 'inventory.period.block', without('ОтчетныйПериод')],
    [
      'a period that the year does not have',
      40,
      'inventory.period.code',
      (xml) => xml.replaceAll('<Квартал>4', '<Квартал>9'),
    ],
    ['a correction of nothing', 30, 'inventory.corrected', (xml) => xml.replaceAll('ИСХОДНАЯ', 'КОРРЕКТИРУЮЩАЯ')],
    ['no sums in the inventory', 20, 'inventory.insurance', without('СуммаВзносовНаСтраховую')],
    ['a registration number cut short', 30, 'inventory.regno', (xml) => xml.replaceAll('087-105-000003<', '87-105-3<')],
    ['a wrong ИНН', 30, 'inventory.inn.digits', (xml) => xml.replaceAll('7707083893', '7707083839')],
    ['letters in the ИНН', 40, 'inventory.inn', (xml) => xml.replaceAll('7707083893', '77О7О83893')],
    ['a wrong КПП', 40, 'inventory.kpp', (xml) => xml.replaceAll('770701001', '7707-01001')],
    [
      'a count that is not so',
      30,
      'inventory.count',
      swap('</ТипДокумента><Количество>2<', '</ТипДокумента><Количество>3<'),
    ],
    ['a sum that is not so', 30, 'inventory.sum.insurance.accrued', swap('<Начислено>28800.00', '<Начислено>28801.00')],
    ['a sum with a comma', 40, 'inventory.money', swap('<Начислено>28800.00', '<Начислено>28800,00')],
    ['a space before a value', 40, 'inventory.spaces', swap('>ОПИСЬ ПАЧКИ<', '> ОПИСЬ ПАЧКИ<')],
    ['a form that the pack does not hold', 40, 'document.form', swap('<ВидФормы>СЗВ-6-2', '<ВидФормы>СЗВ-6-4')],
    [
      'another payer’s document',
      30,
      'document.regno',
      swap(
        '<РегистрационныйНомер>087-105-000003</РегистрационныйНомер><Наим',
        '<РегистрационныйНомер>087-105-000004</РегистрационныйНомер><Наим',
      ),
    ],
    [
      'a document of another quarter',
      30,
      'document.quarter',
      swap(/(<КодКатегории>НР<\/КодКатегории>\s<ОтчетныйПериод><Квартал>)4(?=[^]*$)/, '$13'),
    ],
    ['no СНИЛС', 30, 'document.snils.present', without('СтраховойНомер')],
    ['a СНИЛС of ten digits', 30, 'document.snils', swap(snilsOf(0), '112-233-445 9')],
    ['a СНИЛС with a wrong check number', 30, 'document.snils.digits', swap(snilsOf(0), '112-233-445 96')],
    ['the same person twice', 30, 'document.snils.twice', swap(snilsOf(1), snilsOf(0))],
    ['nobody’s document', 30, 'document.person', without('ФИО')],
    ['a Latin letter in a name', 40, 'document.person.letters', swap('>ИВАНОВА<', '>ИВAНОВА<')],
    ['a name that is not there', 30, 'document.person.name', swap('<Фамилия>ИВАНОВА</Фамилия><Имя>АННА</Имя>', '')],
    ['no patronymic', 10, 'document.person.patronymic', without('Отчество')],
    ['a beginning after its end', 30, 'document.service.order', swap('01.10.2012', '01.01.2013')],
    ['no record of service', 20, 'document.service.present', without('СтажевыйПериод')],
    ['documents out of order', 30, 'document.sequence', swap('<НомерВпачке>3<', '<НомерВпачке>7<')],
    [
      'a name in the file that is not the file’s',
      20,
      'name.same',
      swap(/<ИмяФайла>PFR-700-Y-2012/, '<ИмяФайла>PFR-700-Y-2011'),
    ],
  ])('%s (%i)', async (_what, severity, rule, spoil) => {
    const found = await foundIn(spoil);
    expect(found).toContainEqual(expect.objectContaining({ rule, severity }));
  });

  it('an underpayment asks for an explanation (20), nothing at all is only noticed (10)', async () => {
    const [person] = personsOf(1);
    if (person === undefined) throw new Error('nobody');
    const under = await foundIn((xml) => xml, { persons: [{ ...person, paid: 100 }] });
    expect(under.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['document.underpaid.insurance', 20],
      ['document.underpaid.funded', 20],
    ]);
    const zero = await foundIn((xml) => xml, { persons: [{ ...person, accrued: 0, paid: 0 }] });
    expect(zero.map(({ rule, severity }) => [rule, severity])).toEqual([['document.zero', 10]]);
  });

  it('more than 200 documents do not fit one pack', async () => {
    const found = await foundIn((xml) => xml, { persons: personsOf(201) });
    expect(found).toMatchObject([{ rule: 'inventory.most', severity: 30, found: '201', expected: 'не больше 200' }]);
  });

  it.each([
    ['PFR-700-Y-2011-ORG-087-105-000003-DCK-00001-DPT-000000-DCK-00000.XML', 'name.year'],
    ['PFR-700-Y-2012-ORG-087-105-000004-DCK-00001-DPT-000000-DCK-00000.XML', 'name.regno'],
    ['PFR-700-Y-2012-ORG-087-105-000003-DCK-00002-DPT-000000-DCK-00000.XML', 'name.pack'],
    ['отчет.xml', 'name.shape'],
  ])('a file called %s is not what it says', async (name, rule) => {
    const found = await foundIn((xml) => xml, {}, name);
    expect(found).toContainEqual(expect.objectContaining({ rule, severity: 30 }));
  });

  it('each finding says where, what stands there and what should', async () => {
    const [first] = await foundIn(swap(snilsOf(1), '112-233-446 00'));
    expect(first).toMatchObject({
      rule: 'document.snils.digits',
      found: '112-233-446 00',
      expected: 'верные контрольные цифры',
    });
    expect(first?.where).toMatch(/^пачка 00001, документ 2 \(112-233-446 00\), строка \d+$/);
  });

  it('the worst come first, and of very many the rest is counted', async () => {
    const spoil = (xml: string) =>
      xml.replaceAll('>ИВАНОВА<', '>ИВAНОВА<').replaceAll(/<Отчество>[^<]*<\/Отчество>/g, '');
    const report = reportOf({ persons: personsOf(180) });
    const { findings, more } = await readOne(nameOf(report), cp1251(spoil(xmlOf(report))));
    expect(findings).toHaveLength(300);
    expect(findings[0]?.ruleId).toContain('person.letters');
    expect(findings.at(-1)?.ruleId).toContain('person.patronymic');
    expect(more).toEqual([{ severity: 10, count: 60 }]);
  });

  it('so they do in an archive: the worst of all its files, the rest counted with its file', async () => {
    const packs = [1, 2].map((pack) => reportOf({ pack, persons: personsOf(200, pack * 200) }));
    const spoilt = packs.map((report, at) => {
      const xml = xmlOf(report).replaceAll(/<Отчество>[^<]*<\/Отчество>/g, '');
      // the second file alone has something worse
      return { name: nameOf(report), bytes: cp1251(at === 0 ? xml : xml.replaceAll('>ИВАНОВА<', '>ИВAНОВА<')) };
    });
    const { files } = await readBytes('x.zip', await zipOf(spoilt));
    const worst = (file: (typeof files)[number] | undefined) =>
      file?.findings.filter(({ ruleId }) => ruleId.includes('person.letters')).length;
    expect(files.map((file) => [file.findings.length, worst(file), file.more])).toEqual([
      [100, 0, [{ severity: 10, count: 100 }]],
      [200, 200, [{ severity: 10, count: 200 }]],
    ]);
  });
});

describe('what a file says of its submission', () => {
  it('its payer, period, pack and sums in kopecks', async () => {
    const report = reportOf({ persons: personsOf(200) });
    expect(await readOne(nameOf(report), cp1251(xmlOf(report)))).toMatchObject({
      payer: { regNo: '087-105-000003', inn: '7707083893', kpp: '770701001', name: 'ООО "РОМАШКА"' },
      type: 'initial',
      year: 2012,
      period: '4',
      persons: 200,
      totals: null,
      packs: [
        {
          number: '00001',
          form: 'СЗВ-6-2',
          inventory: 'АДВ-6-3',
          persons: 200,
          sums: {
            insuranceAccrued: 288_000_000,
            insurancePaid: 288_000_000,
            fundedAccrued: 144_000_000,
            fundedPaid: 144_000_000,
          },
        },
      ],
    });
  });

  it('АДВ-6-2 is no pack of persons: it is what all packs come to', async () => {
    const report = reportOf({ pack: 4 });
    const read = await readOne(nameOf(report), cp1251(totalsXml(report, 3, personsOf(600))));
    expect(read).toMatchObject({ packs: [], persons: 0, findings: [], totals: { packs: 3, persons: 600 } });
    expect(read.totals?.sums.insuranceAccrued).toBe(864_000_000);
  });

  it('СЗВ-6-3 comes with АДВ-6-4 and speaks of a year', async () => {
    const report = reportOf();
    expect(await readOne(nameOf(report), cp1251(paymentsXml(report)))).toMatchObject({
      year: 2012,
      period: '0',
      findings: [],
      packs: [{ form: 'СЗВ-6-3', inventory: 'АДВ-6-4', persons: 2 }],
    });
  });

  it('a form of later years is told by its name, and nothing is taken of it', async () => {
    const bytes = cp1251('<?xml version="1.0" encoding="windows-1251"?><ЭДПФР><СЗВ-М/></ЭДПФР>');
    const { packs, persons, findings } = await readOne('СЗВ-М.xml', bytes);
    expect({ packs, persons }).toEqual({ packs: [], persons: 0 });
    expect(findings).toMatchObject([{ ruleId: 'pfr-07.00.file.foreign', found: expect.stringContaining('СЗВ-М') }]);
  });
});
