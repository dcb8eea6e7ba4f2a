/** The hall as it hears and sees calls: views come in, the large row and the voice follow. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { makeAnnouncer } from '../../display/announce';
import { useHall } from '../../display/hall';
import type { BoardCall, BoardView } from '../../server/contract/index.js';
import type { Link, Live } from '../../server/contract/live.js';
import { recorder } from '../support/voices.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Office time at the beginning of each test; it goes as fast as the test's. */
const noon = 1_000_000_000;

type Seen = Pick<BoardView, 'calls' | 'freshMs' | 'chime' | 'voice' | 'slideSeconds'>;

const call = (number: string, over: Partial<BoardCall> = {}): BoardCall => ({
  ...{ callId: `${number}:1`, number, booth: '3', calledAt: noon, times: 1, status: 'called', language: 'ru' },
  ...over,
});

/** A board whose voice takes `sentenceMs` for each sentence; its office calls somebody fresh for ten seconds. */
function openHall(sentenceMs = 4000) {
  const { heard, voice } = recorder(['ru', 'en'], [], sentenceMs);
  const announcer = makeAnnouncer({ play: () => void heard.push('chime') }, voice);
  const hush = vi.spyOn(announcer, 'hush');
  const began = performance.now();
  const officeNow = () => noon + performance.now() - began;
  let tell: (view: unknown) => void = () => undefined;
  let setLink: (link: Link) => void = () => undefined;
  const live: Pick<Live, 'watch' | 'onLink' | 'officeNow'> = {
    watch: (_name, hear) => {
      // as it comes from the wire
      tell = (view) => hear(JSON.parse(JSON.stringify(view)));
      return () => (tell = () => undefined);
    },
    onLink: (hear) => {
      setLink = hear;
      hear('online');
      return () => undefined;
    },
    officeNow,
  };
  const scope = effectScope();
  const hall = scope.run(() => useHall(live, announcer));
  if (!hall) throw new Error('the hall did not open');
  const see = (calls: BoardCall[], over: Partial<Seen> = {}) => {
    const office = { boothWord: 'window' };
    const seen: Seen = { calls, freshMs: 10_000, chime: true, voice: true, slideSeconds: 30 };
    tell({ ...seen, ...over, office, now: officeNow() });
  };
  return {
    ...{ hall, heard, hush, see, close: () => scope.stop() },
    link: (next: Link) => setLink(next),
    large: () => hall.stage.value.call?.number ?? null,
  };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const said = (figure: 'один' | 'два' | 'три' | 'четыре' | 'пять') => `ru: Талон А ${figure}, окно три`;

describe('a hall with one call', () => {
  it('hears it twice, and sees it large as long', async () => {
    const { heard, see, large } = openHall();
    see([call('А1')]);
    expect([heard, large()]).toEqual([['chime'], 'А1']);
    await pass(60_000);
    expect([heard, large()]).toEqual([['chime', said('один'), said('один')], null]);
  });

  it('that comes while another is still spoken: the first is not repeated', async () => {
    const { heard, see } = openHall();
    see([call('А1')]);
    await pass(3000);
    see([call('А2', { calledAt: noon + 3000 }), call('А1')]);
    await pass(60_000);
    expect(heard).toEqual(['chime', said('один'), 'chime', said('два'), said('два')]);
  });

  it('that is withdrawn: silence at once', async () => {
    const { heard, see, large } = openHall();
    see([call('А1')]);
    await pass(3000);
    see([]);
    expect([heard, large()]).toEqual([['chime', said('один'), 'stop'], null]);
    await pass(60_000);
    expect(heard).toHaveLength(3);
  });
});

describe('a busy hall', () => {
  it('hears all of three calls that come at once, each once and the last one twice, though fresh for 10 s', async () => {
    const { heard, hush, see } = openHall();
    see([call('А3'), call('А2'), call('А1')]);
    await pass(120_000);
    expect(heard).toEqual([
      ...['chime', said('один')],
      ...['chime', said('два')],
      ...['chime', said('три'), said('три')],
    ]);
    // an announcement hushes the one before it by itself; from outside only when the stage is empty again
    expect(hush).toHaveBeenCalledTimes(1);
  });

  it('hears only the chime for whoever waited behind others for a minute of the office', async () => {
    const { heard, see } = openHall(15_000);
    see([call('А5'), call('А4'), call('А3'), call('А2'), call('А1')]);
    await pass(180_000);
    expect(heard).toEqual([
      ...['chime', said('один')],
      ...['chime', said('два')],
      ...['chime', said('три')],
      ...['chime', said('четыре')],
      'chime',
    ]);
  });
});

describe('a hall that loses its link', () => {
  it('stops speaking: nobody knows whether the call still stands', async () => {
    const { heard, see, link, large, hall } = openHall();
    see([call('А2'), call('А1')]);
    await pass(2000);
    link('offline');
    // a short loss is not worth a word
    await pass(2000);
    expect([heard, large()]).toEqual([['chime', said('один')], 'А1']);
    await pass(1000);
    expect([heard, large()]).toEqual([['chime', said('один'), 'stop'], null]);
    expect(hall.lostAt.value).toBe(noon + 2000);
    await pass(60_000);
    expect(heard).toHaveLength(3);
  });
});

describe('a hall that is closed', () => {
  it('is silent from then on', async () => {
    const { heard, see, close } = openHall();
    see([call('А2'), call('А1')]);
    await pass(2000);
    close();
    expect(heard).toEqual(['chime', said('один'), 'stop']);
    await pass(60_000);
    expect(heard).toHaveLength(3);
  });
});
