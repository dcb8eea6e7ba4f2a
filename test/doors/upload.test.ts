import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { makePlaces, readBody } from '../../server/doors/upload.js';

const here = new AbortController().signal;
const makeLine = (part: { places?: number; line?: number; ofOne?: number; waitMs?: number }) =>
  makePlaces({ places: 1, line: 2, ofOne: 2, waitMs: 10_000, ...part });

it('places are given in the order in which they were asked for, and a full line is told so at once', async () => {
  const places = makeLine({});
  const got: string[] = [];
  const take = async (who: string) => void ((await places.take(who, here)) && got.push(who));
  await take('first');
  const [second, third] = [take('second'), take('third')];
  expect(await places.take('fourth', here)).toBe(false);
  places.give('first');
  await second;
  expect(got).toEqual(['first', 'second']);
  places.give('second');
  await third;
  expect(got).toEqual(['first', 'second', 'third']);
});

it('who has waited too long is told so, and the place goes to the next', async () => {
  const places = makeLine({ waitMs: 20 });
  expect(await places.take('anna', here)).toBe(true);
  expect(await places.take('boris', here)).toBe(false);
  places.give('anna');
  expect(await places.take('boris', here)).toBe(true);
  const late = places.take('anna', here);
  places.give('boris');
  expect(await late).toBe(true);
});

it('nobody has two places or fills the line: the others go by', async () => {
  const places = makeLine({ places: 3, line: 4, ofOne: 2 });
  expect(await places.take('anna', here)).toBe(true);
  const more = [places.take('anna', here), places.take('anna', here)];
  expect(await places.take('anna', here)).toBe(false);
  expect(await places.take('boris', here)).toBe(true);
  expect(await places.take('vera', here)).toBe(true);
  places.give('boris');
  expect(await places.take('boris', here)).toBe(true);
  for (const one of more) {
    places.give('anna');
    expect(await one).toBe(true);
  }
});

it('whose connection broke stands in the line no longer', async () => {
  const places = makeLine({ line: 1 });
  await places.take('anna', here);
  const gone = new AbortController();
  const waiting = places.take('boris', gone.signal);
  gone.abort();
  expect(await waiting).toBe(false);
  expect(await places.take('boris', gone.signal)).toBe(false);
  const vera = places.take('vera', here);
  places.give('anna');
  expect(await vera).toBe(true);
});

/** A body whose parts come after so many milliseconds each; it ends, breaks, or never says anything again. */
async function* bodyOf(parts: readonly number[], end: 'whole' | 'silent' | 'broken') {
  for (const ms of parts) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    yield new Uint8Array([1, 2, 3]);
  }
  if (end === 'silent') await new Promise(() => undefined);
  if (end === 'broken') throw new Error('aborted');
}
const read = (body: AsyncIterable<unknown>, patience: { silentMs: number; wholeMs: number }) =>
  readBody({ length: null, body, gone: here }, { most: 1000, patience });

it('a body is waited for as long as something comes, and no longer', async () => {
  const patience = { silentMs: 60, wholeMs: 400 };
  const whole = await read(bodyOf([5, 5], 'whole'), patience);
  const bytes = new Uint8Array([1, 2, 3, 1, 2, 3]);
  expect(whole).toEqual({ bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
  expect(await read(bodyOf([5], 'silent'), patience)).toBe('stalled');
  expect(await read(bodyOf([5], 'broken'), patience)).toBe('broken');
  // a drop now and then is no report either
  expect(await read(bodyOf(Array<number>(200).fill(20), 'whole'), patience)).toBe('stalled');
});

it('a body is read as far as its kind may go, whether its length was told or not', async () => {
  const patience = { silentMs: 60, wholeMs: 400 };
  const of = (length: number | null, most: number) =>
    readBody({ length, body: bodyOf([1, 1, 1], 'whole'), gone: here }, { most, patience });
  expect(await of(null, 9)).toMatchObject({ bytes: { length: 9 } });
  expect(await of(9, 9)).toMatchObject({ bytes: { length: 9 } });
  expect(await of(null, 8)).toBe('tooLarge');
  expect(await of(9, 8)).toBe('tooLarge');
  // a sender that says less than comes
  expect(await of(3, 8)).toBe('tooLarge');
});
