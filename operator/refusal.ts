/** A refusal in words: the sentence with details when the server told all that it names, else the plain one. */
import type { Refusal } from '@contract/vocabulary';

interface Speaker {
  t: (key: string, named: Record<string, string | number>) => string;
  te: (key: string) => boolean;
}

/** What of `about` each detailed sentence needs; without it the plain sentence is said. */
const needed: Partial<Record<Refusal['key'], string>> = {
  boothTaken: 'operator',
  limitReached: 'limit',
  wrongPassword: 'left',
  passwordTooShort: 'least',
  wrongPin: 'left',
  editedMeanwhile: 'by',
  wouldStrand: 'count',
  callAgain: 'least',
  callSoon: 'seconds',
  numberTaken: 'booth',
};

export function sayRefusal(refusal: Refusal, speaker: Speaker): string {
  const need = needed[refusal.key];
  const detailed = `refusalDetails.${refusal.key}`;
  if (need !== undefined && refusal.about?.[need] !== undefined && speaker.te(detailed))
    return speaker.t(detailed, refusal.about);
  return speaker.t(`refusals.${refusal.key}`, refusal.about ?? {});
}
