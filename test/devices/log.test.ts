import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { makeLog } from '../../server/devices/log.js';

/** What stands in the log after this was told. */
function logged(what: object): string {
  const stream = new PassThrough();
  makeLog('info', stream).info(what, 'told');
  return String(stream.read());
}

const personal = [
  ['password', 'Куница-Перо'],
  ['login', 'petrova'],
  ['name', 'Петрова Анна Сергеевна'],
  ['note', 'перенести на понедельник'],
  ['text', 'справка для Петровой'],
  ['regNo', '087-105-000003'],
  ['inn', '7707083893'],
  ['kpp', '772401001'],
  ['ogrn', '1027700132195'],
  ['snils', '112-233-445 95'],
  ['payer', { title: 'ООО «Ромашка»' }],
  ['representative', { who: 'Орлова' }],
  ['identity', 'паспорт 4509 123456'],
  ['authority', 'доверенность № 12'],
  ['sender', 'Сидоров'],
  ['address', 'ул. Советская, 1'],
  ['content', { grounds: 'очередь' }],
  ['card', { title: 'ООО «Ромашка»' }],
  ['payload', { any: 'word' }],
] as const;

it.each(personal)('%s stands in no line of the log, at the top or one level below', (field, value) => {
  const word = typeof value === 'string' ? value : String(Object.values(value)[0]);
  const line = logged({ [field]: value, about: { [field]: value }, submissionId: 'a1' });
  expect(line).not.toContain(word);
  expect(JSON.parse(line)).toMatchObject({ submissionId: 'a1', [field]: '[cut]', about: { [field]: '[cut]' } });
});

it('ids, codes and the code of an error stay', () => {
  const line = logged({ error: Object.assign(new Error('no room'), { code: 'ENOSPC' }), receptionId: 'r1' });
  expect(JSON.parse(line)).toMatchObject({ receptionId: 'r1', error: { code: 'ENOSPC' } });
});
