/** What is typed in the guided set-up, and where it goes on. Pure. */
import type { Report } from '@contract';
import type { SetupStep } from '@contract/vocabulary';

type State = Report<'setup'>['steps'][number]['state'];

/** Where the guide begins, and where «next» leads: the first step that is not done after this one, else simply the next. */
export function firstOpen(steps: readonly { step: SetupStep; state: State }[]): SetupStep {
  return steps.find(({ state }) => state === 'todo')?.step ?? steps.at(-1)?.step ?? 'office';
}

/** «Иванова Анна Петровна» → «ivanova»: a login to begin with, which a person may change. */
export function loginOf(name: string): string {
  const letters: Record<string, string> = {
    ...{
      а: 'a',
      б: 'b',
      в: 'v',
      г: 'g',
      д: 'd',
      е: 'e',
      ё: 'e',
      ж: 'zh',
      з: 'z',
      и: 'i',
      й: 'y',
      к: 'k',
      л: 'l',
      м: 'm',
    },
    ...{ н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sch' },
    ...{ ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' },
  };
  const [family = ''] = name.trim().toLowerCase().split(/\s+/);
  return [...family]
    .map((letter) => letters[letter] ?? letter)
    .join('')
    .replace(/[^a-z0-9-]/g, '');
}

/** «9:00» and «0900» → «09:00»; null for what is no time of a day. */
export function wallOf(typed: string): string | null {
  const [, hours = '', minutes = ''] = /^(\d{1,2})[:.]?(\d{2})$/.exec(typed.trim()) ?? [];
  const wall = `${hours.padStart(2, '0')}:${minutes}`;
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(wall) ? wall : null;
}

/** «пн–пт 09:00–18:00, талоны до 17:30», as the entrance sign says it (п. 38); days that do not follow each other by commas. */
export function hoursLine(
  days: readonly boolean[],
  names: readonly string[],
  hours: readonly string[],
  until: string,
): string {
  const runs: string[] = [];
  for (let at = 0; at < days.length; at += 1) {
    if (days[at] !== true || days[at - 1] === true) continue;
    let end = at;
    while (days[end + 1] === true) end += 1;
    const [first = '', last = ''] = [names[at], names[end]];
    runs.push(end === at ? first : end === at + 1 ? `${first}, ${last}` : `${first}–${last}`);
  }
  return `${runs.join(', ')} ${hours.join('–')}, ${until}`;
}
