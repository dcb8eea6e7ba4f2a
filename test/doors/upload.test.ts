import { expect, it } from 'vitest';
import { makePlaces } from '../../server/doors/upload.js';

it('places are given in the order in which they were asked for, and a full line is told so at once', async () => {
  const places = makePlaces(1, 2, 10_000);
  const got: string[] = [];
  const take = async (who: string) => void ((await places.take()) && got.push(who));
  await take('first');
  const [second, third] = [take('second'), take('third')];
  expect(await places.take()).toBe(false);
  places.give();
  await second;
  expect(got).toEqual(['first', 'second']);
  places.give();
  await third;
  expect(got).toEqual(['first', 'second', 'third']);
});

it('who has waited too long is told so, and the place goes to the next', async () => {
  const places = makePlaces(1, 2, 20);
  expect(await places.take()).toBe(true);
  expect(await places.take()).toBe(false);
  places.give();
  expect(await places.take()).toBe(true);
  const late = places.take();
  places.give();
  expect(await late).toBe(true);
});
