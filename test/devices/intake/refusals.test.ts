import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { intakeLimits } from '../../../server/devices/intake/upload.js';
import { archiveOf, cp1251, nameOf, personsOf, reportOf, xmlOf, zipOf } from '../../support/reports.js';
import { readBytes } from './reading.js';

const report = reportOf();
const name = nameOf(report);
const sound = xmlOf(report);
const utf8 = (text: string) => new TextEncoder().encode(text);
const declared = '<?xml version="1.0" encoding="windows-1251"?>';
const whyOf = async (bytes: Uint8Array, limits = intakeLimits) => {
  const { files, refused } = await readBytes(name, bytes, limits);
  expect(files).toEqual([]);
  return refused.map(({ why }) => why).join();
};
/** The bytes of an archive with a bit set in the flags of each entry, at home and in the directory. */
const flagged = (zip: Uint8Array, bit: number) => {
  const bytes = zip.slice();
  for (let at = 0; at < bytes.length - 12; at += 1) {
    const mark = String.fromCharCode(...bytes.subarray(at, at + 4));
    if (mark === 'PK\u0003\u0004') bytes[at + 6] = (bytes[at + 6] ?? 0) | bit;
    if (mark === 'PK\u0001\u0002') bytes[at + 8] = (bytes[at + 8] ?? 0) | bit;
  }
  return bytes;
};

describe('what is no payer’s file is refused with its reason', () => {
  it.each<[string, string, Uint8Array]>([
    ['nothing', 'empty', new Uint8Array(0)],
    ['spaces', 'empty', cp1251('   \n')],
    ['a letter', 'notXml', cp1251('Уважаемый фонд, отчёт отправим завтра.')],
    ['a picture', 'notXml', new Uint8Array([0x89, 0x50, 0x4e, 0x47])],
    ['a page of the web', 'notXml', cp1251(`${declared}<a href=x>`)],
    ['another XML', 'unknownFormat', cp1251(`${declared}<Счёт><Номер>1</Номер></Счёт>`)],
    ['UTF-8 that says so', 'encoding', utf8(sound.replace('windows-1251', 'UTF-8'))],
    ['UTF-8 that says windows-1251', 'encoding', utf8(sound)],
    ['UTF-8 with its mark', 'encoding', new Uint8Array([0xef, 0xbb, 0xbf, ...cp1251(sound)])],
    ['UTF-16', 'encoding', new Uint8Array([0xff, 0xfe, 0x3c, 0x00])],
    ['a file that does not say its encoding', 'encoding', cp1251(sound.replace(declared, ''))],
    ['KOI8', 'encoding', cp1251(sound.replace('windows-1251', 'koi8-r'))],
    ['a byte that windows-1251 does not have', 'encoding', cp1251(sound).map((byte) => (byte === 0xc8 ? 0x98 : byte))],
    [
      'an external entity',
      'doctype',
      cp1251(
        `${declared}<!DOCTYPE ФайлПФР [<!ENTITY x SYSTEM "file:///etc/passwd">]>${sound.replace(declared, '').replace('ТЕСТ', '&x;')}`,
      ),
    ],
    [
      'entities that multiply',
      'doctype',
      cp1251(`${declared}<!DOCTYPE a [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;">]><ФайлПФР>&b;</ФайлПФР>`),
    ],
    ['a value of entities', 'tooLarge', cp1251(sound.replace('ТЕСТ', '&amp;'.repeat(20_000)))],
    ['a value without end', 'tooLarge', cp1251(sound.replace('ТЕСТ', 'а'.repeat(140_000)))],
    ['an attribute without end', 'tooLarge', cp1251(sound.replace('До обработки', 'а'.repeat(140_000)))],
    ['a tower of elements', 'tooDeep', cp1251(`${declared}<ФайлПФР>${'<а>'.repeat(10_000)}`)],
    ['a crowd of elements', 'tooLarge', cp1251(`${declared}<ФайлПФР>${'<а/>'.repeat(30_000)}</ФайлПФР>`)],
  ])('%s: %s', async (_what, why, bytes) => {
    expect(await whyOf(bytes)).toBe(why);
  });

  it('an entity that nobody declared is a fault of the file, and fetches nothing', async () => {
    const { files } = await readBytes(name, cp1251(sound.replace('ТЕСТ', '&secret;')));
    expect(files[0]?.findings).toMatchObject([{ ruleId: 'pfr-07.00.file.malformed' }]);
  });
});

describe('archives', () => {
  const entry = (of: string) => ({ name: of, bytes: cp1251(sound) });

  it('are opened, whatever path and archiver their names come from', async () => {
    // «ОТЧЕТ» in CP866, as Russian archivers write names
    const zip = await zipOf([entry('2012/kv4/A.XML'), entry('отчёты/Б.XML')]);
    const { files, refused } = await readBytes('a.zip', zip);
    expect([files.map((file) => file.name), refused]).toEqual([['2012/kv4/A.XML', 'отчёты/Б.XML'], []]);
    const dos = (await zipOf([entry('OTCHT')])).slice();
    for (let at = 0; at < dos.length - 5; at += 1)
      if (String.fromCharCode(...dos.subarray(at, at + 5)) === 'OTCHT') dos.set([0x8e, 0x92, 0x97, 0x85, 0x92], at);
    for (const [mark, offset] of [
      [0x04034b50, 6],
      [0x02014b50, 8],
    ] as const) {
      const view = new DataView(dos.buffer, dos.byteOffset);
      for (let at = 0; at < dos.length - 10; at += 1)
        if (view.getUint32(at, true) === mark)
          view.setUint16(at + offset, view.getUint16(at + offset, true) & ~0x800, true);
    }
    expect((await readBytes('a.zip', dos)).files[0]?.name).toBe('ОТЧЕТ');
  });

  it('of branches give every file, also where two have one name; of the very same name the first', async () => {
    const zip = await zipOf([
      entry('филиал1/otchet.xml'),
      entry('филиал2\\otchet.xml'),
      entry('./филиал1/./otchet\u200b.xml'),
      entry(`${'x'.repeat(300)}/${'y'.repeat(70)}/${'я'.repeat(180)}.xml`),
    ]);
    const { files, refused } = await readBytes('a.zip', zip);
    expect(files.map((file) => file.name)).toEqual([
      'филиал1/otchet.xml',
      'филиал2/otchet.xml',
      `${'y'.repeat(60)}/${'я'.repeat(180)}.xml`,
    ]);
    expect(refused).toEqual([{ name: 'филиал1/otchet.xml', why: 'sameName' }]);
  });

  it('have folders that are only shown: the name that the format prescribes is the last part', async () => {
    const { files } = await readBytes('a.zip', await zipOf([entry(`отчёт/${name}`)]));
    expect(files).toMatchObject([{ name: `отчёт/${name}`, findings: [] }]);
  });

  it('and files that take too long are told so; what was read before them is taken', async () => {
    const slow = { ...intakeLimits, fileMs: -1 };
    expect(await whyOf(cp1251(sound), slow)).toBe('timeout');
    expect(await whyOf(await zipOf([entry(name)]), { ...intakeLimits, uploadMs: -1 })).toBe('timeout');
    // one document without end beside a sound file
    const endless = `${declared}<ФайлПФР><ПачкаВходящихДокументов>${'<д а="1" б="2" в="3"/>'.repeat(200_000)}`;
    const zip = await zipOf([entry(name), { name: 'x.xml', bytes: cp1251(endless) }]);
    // a clock that goes on by a millisecond with each look: a slow machine reads no slower by it
    let looks = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (looks += 1));
    const limits = { ...intakeLimits, ratio: 1e6, fileMs: 30, uploadMs: Infinity };
    const { files, refused } = await readBytes('a.zip', zip, limits).finally(() => clock.mockRestore());
    expect([files.map((file) => file.name), refused]).toEqual([[name], [{ name: 'x.xml', why: 'timeout' }]]);
  });

  it('give what can be read, and name what cannot', async () => {
    const inner = await zipOf([entry(name)]);
    const zip = await zipOf([
      entry(name),
      { name: 'письмо.txt', bytes: cp1251('Прошу принять') },
      { name: 'ещё.zip', bytes: inner },
    ]);
    const { files, refused } = await readBytes('a.zip', zip);
    expect(files.map((file) => file.name)).toEqual([name]);
    expect(refused).toEqual([
      { name: 'письмо.txt', why: 'notXml' },
      { name: 'ещё.zip', why: 'notXml' },
    ]);
  });

  it('that are bombs, encrypted, broken, empty or endless are refused as a whole', async () => {
    const zeros = await zipOf([{ name: 'bomb.xml', bytes: new Uint8Array(90_000_000) }]);
    expect(zeros.length).toBeLessThan(100_000);
    expect(await whyOf(zeros)).toBe('archiveTooLarge');
    expect(await whyOf(await zipOf([entry(name)]), { ...intakeLimits, inflatedBytes: 1000 })).toBe('archiveTooLarge');
    const zip = await zipOf([entry(name)]);
    expect(await whyOf(flagged(zip, 1))).toBe('archiveEncrypted');
    expect(await whyOf(zip.slice(0, zip.length - 10))).toBe('archiveBroken');
    const bitten = zip.slice();
    bitten.fill(0xff, 200, 260);
    expect(await whyOf(bitten)).toBe('archiveBroken');
    expect(await whyOf(await zipOf([]))).toBe('empty');
    const many = await zipOf(Array.from({ length: 201 }, (_, at) => ({ name: `${at}.xml`, bytes: new Uint8Array(1) })));
    expect(await whyOf(many)).toBe('archiveTooMany');
  });

  it('that lie about their size are caught while they grow', async () => {
    const zip = (await zipOf([{ name: 'bomb.xml', bytes: new Uint8Array(50_000_000) }])).slice();
    const view = new DataView(zip.buffer, zip.byteOffset);
    for (let at = 0; at < zip.length - 30; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
    expect(await whyOf(zip)).toBe('archiveBroken');
  });

  it('with more insured persons than an upload may have give none', async () => {
    expect(await whyOf(await archiveOf(3, 50), { ...intakeLimits, persons: 149 })).toBe('tooManyPersons');
    const { files } = await readBytes('a.zip', await archiveOf(3, 50), { ...intakeLimits, persons: 150 });
    expect(files.reduce((sum, file) => sum + file.persons, 0)).toBe(150);
  });
});

it('a name that points elsewhere writes nothing and is only a name', async () => {
  const bytes = cp1251(xmlOf(reportOf({ persons: personsOf(1) })));
  const { files } = await readBytes('../../etc/пасс\u202e\u200fвор\u200b\u00ad\ufeffд', bytes);
  expect(files[0]?.name).toBe('пассворд');
  expect(existsSync('../../etc/пассворд')).toBe(false);
});
