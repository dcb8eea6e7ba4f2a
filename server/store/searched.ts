/** What the books of cases are searched by: the words of a row in one column, as they are looked for. */
import type { Complaint, Consultation, Payer, Submission } from '../domain/cases.js';

/** What is searched by text: small letters, ё as е, digits of numbers also without their hyphens. */
export function searchText(parts: readonly string[]): string {
  const words = parts.filter((part) => part !== '').map(foldText);
  const digits = words.map((word) => word.replace(/(?<=\d)[-\s](?=\d)/g, '')).filter((word) => !words.includes(word));
  return [...words, ...digits].join(' \u00b7 ');
}

/**
 * Searched words without a person's ИНН: hidden until it is opened, it is found whole or not at all, and not digit by
 * digit. Twelve digits that stand there with their hyphens too are a registration number, which nobody hides.
 */
export function openlySearched(search: string): string {
  return search.replace(/(?<!\d)(\d{3})(\d{3})(\d{6})(?!\d)/g, (run, region: string, area: string, rest: string) =>
    search.includes(`${region}-${area}-${rest}`) ? run : '',
  );
}

/** As it is searched: small letters, one е. */
export function foldText(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

/** What all packs come to, accrued and paid, as sums are written: «1234,50». */
function sumsOf(packs: Submission['content']['packs']): string[] {
  const roubles = (of: (sums: (typeof packs)[number]['sums']) => number) =>
    (packs.reduce((sum, { sums }) => sum + of(sums), 0) / 100).toFixed(2).replace('.', ',');
  if (packs.length === 0) return [];
  return [
    roubles((sums) => sums.insuranceAccrued + sums.fundedAccrued),
    roubles((sums) => sums.insurancePaid + sums.fundedPaid),
  ];
}

/** Without place, telephone and addresses: what is hidden until it is opened is not to be guessed digit by digit. */
export function complaintSearch({ content, registered, ticket }: Complaint): string {
  return searchText([
    content.name,
    content.officer,
    content.representative,
    ticket ?? '',
    registered === null ? '' : `${registered.number}/${registered.year}`,
  ]);
}

/** Without the address, as `complaintSearch`. */
export function consultationSearch({ topic, result, sender, ticket }: Consultation): string {
  return searchText([topic, result, sender, ticket ?? '']);
}

/** Of a payer's card. */
export function payerSearch({ card }: Payer): string {
  return searchText([card.regNo, card.inn, card.kpp, card.ogrn, card.name]);
}

/** Of what was handed in, by whom, and what became of it. */
export function submissionSearch(row: Submission): string {
  const { payer, content, ticket, senderRef, registered, protocol, files } = row;
  return searchText([
    payer.regNo,
    payer.inn,
    payer.kpp,
    payer.ogrn,
    payer.name,
    content.representative.name,
    content.representative.authority,
    ticket ?? '',
    senderRef,
    registered === null ? '' : `${registered.number}/${registered.year}`,
    protocol === null ? '' : `протокол ${protocol.number}/${protocol.year}`,
    ...new Set(content.packs.map(({ form }) => form)),
    content.type ?? '',
    content.year === null ? '' : `${content.period ?? ''}/${content.year}`,
    ...sumsOf(content.packs),
    ...files.map(({ name }) => name),
  ]);
}
