import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chimeMs, makeAnnouncer, spokenIn, type Announcement } from '../../display/announce';
import { sentenceOf } from '../../display/speech';
import { pickVoice } from '../../display/voice';
import { recorder, sentenceMs } from '../support/voices.js';

const said = (number: string, booth: string, language: 'ru' | 'en') =>
  sentenceOf({ number, booth }, 'window', language);

describe('what the voice says of a call', () => {
  it('is ticket and booth, in the language of whoever is called', () => {
    expect(said('А014', '3', 'ru')).toBe('Талон А ноль один четыре, окно три');
    expect(said('А014', '3', 'en')).toBe('Ticket A, zero one four, booth three');
  });

  it('names letters by their names: a synthesiser takes a lone «В», «К» or «С» for a preposition', () => {
    const names = [...'АВЕКМНРСТХ'].map((letter) => said(`${letter}1`, '1', 'ru').split(' ')[1]);
    expect(names).toEqual(['А', 'вэ', 'е', 'ка', 'эм', 'эн', 'эр', 'эс', 'тэ', 'ха']);
  });

  it('names them in English by what is seen on the ticket, and pauses so that “A” is no article', () => {
    const names = [...'АВЕКМНРСТХ'].map((letter) => said(`${letter}1`, '1', 'en').split(' ')[1]);
    expect(names).toEqual(['A,', 'B,', 'E,', 'K,', 'M,', 'H,', 'P,', 'C,', 'T,', 'X,']);
  });

  it('knows a name for every letter that a booth may have', () => {
    for (const letter of 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ') {
      expect(said('А1', `1${letter}`, 'ru')).toMatch(letter === 'А' ? /один А$/ : /один [а-яё ]+$/);
      expect(said('А1', `1${letter}`, 'en')).toMatch(/^[A-Za-z, ]+$/);
    }
    expect(said('А1', '12Б', 'ru')).toBe('Талон А один, окно двенадцать бэ');
    expect(said('А1', '1Ё', 'ru')).toBe('Талон А один, окно один ё');
  });

  it('says the figures of a ticket one by one, and a booth as a number', () => {
    expect(said('В112', '12', 'ru')).toBe('Талон вэ один один два, окно двенадцать');
    expect(said('В112', '12', 'en')).toBe('Ticket B, one one two, booth twelve');
    const booths = ['0', '9', '10', '19', '20', '21', '40', '99', '100', '305', '911', '999'];
    const names = (language: 'ru' | 'en') =>
      booths.map((booth) => said('А1', booth, language).replace(/^.*, \S+ /, ''));
    expect(names('ru')).toEqual([
      ...['ноль', 'девять', 'десять', 'девятнадцать', 'двадцать', 'двадцать один', 'сорок', 'девяносто девять'],
      ...['сто', 'триста пять', 'девятьсот одиннадцать', 'девятьсот девяносто девять'],
    ]);
    expect(names('en')).toEqual([
      ...['zero', 'nine', 'ten', 'nineteen', 'twenty', 'twenty one', 'forty', 'ninety nine'],
      ...['one hundred', 'three hundred five', 'nine hundred eleven', 'nine hundred ninety nine'],
    ]);
  });

  it('calls a booth what the office calls it', () => {
    const words = (['window', 'booth', 'room'] as const).map((word) =>
      (['ru', 'en'] as const).map((language) => sentenceOf({ number: 'А1', booth: '3' }, word, language)),
    );
    expect(words).toEqual([
      ['Талон А один, окно три', 'Ticket A, one, booth three'],
      ['Талон А один, кабинка три', 'Ticket A, one, booth three'],
      ['Талон А один, кабинет три', 'Ticket A, one, room three'],
    ]);
  });
});

describe('the voice that says it', () => {
  const voice = (name: string, lang: string, over = {}) => ({
    name,
    lang,
    localService: true,
    default: false,
    ...over,
  });

  it('is one of this machine, never of a network', () => {
    expect(pickVoice([voice('Google русский', 'ru-RU', { localService: false })], 'ru')).toBeNull();
    expect(pickVoice([], 'ru')).toBeNull();
  });

  it('speaks the language, however the machine writes it', () => {
    const all = [voice('Rubik', 'run-BI'), voice('Anna', 'ru_RU'), voice('Alan', 'en-GB')];
    expect([pickVoice(all, 'ru')?.name, pickVoice(all, 'en')?.name]).toEqual(['Anna', 'Alan']);
  });

  it('is rather a natural one than espeak’s, and of these the one that the machine prefers', () => {
    const all = [
      voice('Russian espeak-ng', 'ru', { default: true }),
      voice('Anna', 'ru'),
      voice('Irina', 'ru', { default: true }),
    ];
    expect(pickVoice(all, 'ru')?.name).toBe('Irina');
    expect(pickVoice(all.slice(0, 2), 'ru')?.name).toBe('Anna');
    expect(pickVoice(all.slice(0, 1), 'ru')?.name).toBe('Russian espeak-ng');
  });

  it('speaks Russian to an English visitor where there is no other, and no Russian words in another voice', () => {
    expect(spokenIn('en', ['ru', 'en'])).toBe('en');
    expect(spokenIn('en', ['ru'])).toBe('ru');
    expect(spokenIn('ru', ['en'])).toBeNull();
    expect(spokenIn('en', [])).toBeNull();
  });
});

describe('an announcement', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function hall(spoken: ('ru' | 'en')[], dumb: ('ru' | 'en')[] = []) {
    const { heard, voice } = recorder(spoken, dumb);
    return { heard, announcer: makeAnnouncer({ play: () => void heard.push('chime') }, voice) };
  }
  const call = (over: Partial<Announcement> = {}): Announcement => ({
    language: 'ru',
    text: (language) => `А1 ${language}`,
    isAwaited: () => true,
    isHurried: () => false,
    ...over,
  });

  it('is the chime, and after it the sentence, twice', async () => {
    const { heard, announcer } = hall(['ru', 'en']);
    announcer.announce(call());
    expect(heard).toEqual(['chime']);
    await vi.advanceTimersByTimeAsync(chimeMs);
    expect(heard).toEqual(['chime', 'ru: А1 ru']);
    expect(announcer.isSpeaking()).toBe(true);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(heard).toEqual(['chime', 'ru: А1 ru', 'ru: А1 ru']);
    expect(announcer.isSpeaking()).toBe(false);
  });

  it('is the chime alone where there is no voice, and holds nothing up', async () => {
    const { heard, announcer } = hall([]);
    announcer.announce(call());
    await vi.advanceTimersByTimeAsync(1);
    expect([heard, announcer.isSpeaking()]).toEqual([['chime'], false]);
  });

  it('is not said again to whoever has come to the booth meanwhile', async () => {
    const { heard, announcer } = hall(['ru']);
    let isAwaited = true;
    announcer.announce(call({ isAwaited: () => isAwaited }));
    await vi.advanceTimersByTimeAsync(chimeMs + 10);
    isAwaited = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(heard).toEqual(['chime', 'ru: А1 ru']);
    expect(announcer.isSpeaking()).toBe(false);
  });

  it('is cut when it is withdrawn, and the next one is heard whole, over nothing', async () => {
    const { heard, announcer } = hall(['ru']);
    announcer.announce(call());
    await vi.advanceTimersByTimeAsync(chimeMs + 10);
    announcer.hush();
    expect(announcer.isSpeaking()).toBe(false);
    announcer.announce(call({ text: () => 'А2' }));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(heard).toEqual(['chime', 'ru: А1 ru', 'stop', 'chime', 'ru: А2', 'ru: А2']);
  });

  it('is said once when others wait to be announced, also to those who come during the pause', async () => {
    const { heard, announcer } = hall(['ru']);
    let isHurried = true;
    announcer.announce(call({ isHurried: () => isHurried }));
    await vi.advanceTimersByTimeAsync(chimeMs + sentenceMs);
    // over with the last word: the others do not wait for the pause
    expect([heard, announcer.isSpeaking()]).toEqual([['chime', 'ru: А1 ru'], false]);

    isHurried = false;
    announcer.announce(call({ text: () => 'А2', isHurried: () => isHurried }));
    await vi.advanceTimersByTimeAsync(chimeMs + sentenceMs + 10);
    expect(announcer.isSpeaking()).toBe(true);
    isHurried = true;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(heard.slice(2)).toEqual(['chime', 'ru: А2']);
  });

  it('is Russian at once where the voice of the visitor’s language stays dumb', async () => {
    const { heard, announcer } = hall(['ru', 'en'], ['en']);
    announcer.announce(call({ language: 'en' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard).toEqual(['chime', 'en: А1 en', 'ru: А1 ru', 'ru: А1 ru']);
    expect(announcer.isSpeaking()).toBe(false);
  });

  it('tries no other voice where there is none, or where nobody waits for it any more', async () => {
    const onlyEnglish = hall(['en'], ['en']);
    onlyEnglish.announcer.announce(call({ language: 'en' }));
    const dumb = hall(['ru', 'en'], ['ru', 'en']);
    dumb.announcer.announce(call({ language: 'en' }));
    const russian = hall(['ru', 'en'], ['ru']);
    russian.announcer.announce(call());
    const late = hall(['ru', 'en'], ['en']);
    let isAwaited = true;
    late.announcer.announce(call({ language: 'en', isAwaited: () => isAwaited }));
    const cut = hall(['ru', 'en']);
    cut.announcer.announce(call({ language: 'en' }));
    await vi.advanceTimersByTimeAsync(chimeMs + 10);
    isAwaited = false;
    cut.announcer.hush();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onlyEnglish.heard).toEqual(['chime', 'en: А1 en']);
    expect(dumb.heard).toEqual(['chime', 'en: А1 en', 'ru: А1 ru']);
    expect(russian.heard).toEqual(['chime', 'ru: А1 ru']);
    expect(late.heard).toEqual(['chime', 'en: А1 en']);
    expect(cut.heard).toEqual(['chime', 'en: А1 en', 'stop']);
  });
});
