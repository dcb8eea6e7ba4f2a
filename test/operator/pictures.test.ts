import { expect, it } from 'vitest';
import { pictureRefusals } from '../../server/contract/vocabulary';
import { fitted, waysOf } from '../../operator/settings/redraw';
import { pictures as english } from '../../operator/words/pictures.en';
import { pictures as russian } from '../../operator/words/pictures.ru';

it('whatever a picture is refused for is said in both languages', () => {
  for (const { why } of [russian, english])
    expect(Object.keys(why).sort()).toEqual([...pictureRefusals, 'noAnswer'].sort());
});

it('a picture is drawn as large as the glass needs it, in its own proportions, and never larger than it is', () => {
  const glass = { width: 1920, height: 1080 };
  expect(fitted({ width: 3000, height: 2000 }, glass)).toEqual({ width: 1620, height: 1080 });
  expect(fitted({ width: 4000, height: 1000 }, glass)).toEqual({ width: 1920, height: 480 });
  expect(fitted({ width: 100, height: 50 }, glass)).toEqual({ width: 100, height: 50 });
  expect(fitted({ width: 9000, height: 1 }, glass)).toEqual({ width: 1920, height: 1 });
});

it('a photograph stays one; what may be see-through is written as what keeps that', () => {
  expect(waysOf('image/jpeg').map(([type]) => type)).toEqual(['image/jpeg', 'image/jpeg']);
  for (const type of ['image/png', 'image/webp'])
    expect(waysOf(type).every(([one]) => one !== 'image/jpeg')).toBe(true);
});
