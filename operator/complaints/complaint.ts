/**
 * A complaint on its screen: an empty one, what of п. 65 must not be missing, what can be done next. Pure; the office
 * decides again what may be done.
 */
import type { ComplaintContent, ComplaintPage, TypedComplaint } from '@contract';
import {
  addressees,
  appealKinds,
  complaintWays,
  type Addressee,
  type AppealKind,
  type ComplaintWay,
} from '@contract/vocabulary';
import { isMask } from '../masked/mask';

export function blankComplaint(way: ComplaintWay, body: string): ComplaintContent {
  return {
    kind: 'complaint',
    way,
    addressee: 'head',
    body,
    officer: '',
    applicant: 'person',
    name: '',
    place: '',
    phone: '',
    email: '',
    postalAddress: '',
    electronicReply: false,
    about: '',
    arguments: '',
    grounds: [],
    attachments: [],
    representative: '',
    authorityKind: '',
    authority: '',
  };
}

/** A copy that shares nothing with what it was made of. */
export function copied(content: ComplaintContent): ComplaintContent {
  return { ...content, grounds: [...content.grounds], attachments: [...content.attachments] };
}

/** As it is saved: what is hidden and was not typed anew stays as it is. */
export function withoutMasks(content: ComplaintContent): TypedComplaint {
  const typed = (text: string) => (isMask(text) ? null : text);
  const { place, phone, email, postalAddress } = content;
  return {
    ...content,
    place: typed(place),
    phone: typed(phone),
    email: typed(email),
    postalAddress: typed(postalAddress),
  };
}

/** Fields of п. 65 that are asked for: all of them at the booth; a letter is registered whatever it lacks (п. 79). */
export function requiredFields(content: Pick<ComplaintContent, 'kind' | 'way'>): readonly (keyof ComplaintContent)[] {
  if (content.kind !== 'complaint') return ['name', 'about'];
  if (content.way !== 'booth') return ['body', 'about'];
  return ['body', 'name', 'place', 'phone', 'postalAddress', 'about', 'arguments'];
}

export function missingFields(content: ComplaintContent): (keyof ComplaintContent)[] {
  const missing = requiredFields(content).filter((field) => String(content[field]).trim() === '');
  if (content.electronicReply && content.way === 'booth' && content.email.trim() === '') missing.push('email');
  const hasAuthority = content.authorityKind !== '' || content.authority.trim() !== '';
  return hasAuthority && content.representative.trim() === '' ? [...missing, 'representative'] : missing;
}

/** Attachments are typed one to a line. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export type ComplaintAct = 'edit' | 'register' | 'decide' | 'forward' | 'restart' | 'reply' | 'remedy' | 'prosecutor';

/** What can be done now, the next thing first. */
export function actsOf(page: ComplaintPage): ComplaintAct[] {
  const prosecutor: ComplaintAct[] = page.prosecutor === null ? ['prosecutor'] : [];
  const remedy: ComplaintAct[] =
    page.decided?.decision.decision === 'satisfied' && page.remedied === null ? ['remedy'] : [];
  switch (page.state) {
    case 'received':
      return ['register', 'edit'];
    case 'registered':
      return page.content.addressee === 'head'
        ? ['decide', 'forward', ...prosecutor]
        : ['forward', 'decide', ...prosecutor];
    case 'forwarded':
      return [
        ...(page.forwarded?.noticeAt === null ? (['forward'] as const) : []),
        ...(page.forwarded?.registeredThereOn === null ? (['restart'] as const) : []),
        ...prosecutor,
      ];
    case 'satisfied':
      return ['reply', ...remedy, ...prosecutor];
    case 'refused':
    case 'unanswered':
      return ['reply', ...prosecutor];
    case 'replied':
      return [...remedy, ...prosecutor];
    case 'remedied':
      return prosecutor;
  }
}

/** Papers that there are, as far as the complaint has come. */
export function papersOf(page: ComplaintPage): ('complaint' | 'notice' | 'act' | 'reply')[] {
  return [
    'complaint' as const,
    ...(page.forwarded === null ? [] : (['notice'] as const)),
    ...(page.decided === null ? [] : (['act', 'reply'] as const)),
  ];
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What was typed before a crash, over an empty complaint; a text that is none changes nothing. */
export function complaintTyped(text: string, blank: ComplaintContent): ComplaintContent {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(text);
  } catch {
    return blank;
  }
  if (!isGroup(parsed)) return blank;
  const typed = new Map<string, unknown>(Object.entries(parsed));
  const words = (key: string, before: string) => {
    const value = typed.get(key);
    return typeof value === 'string' ? value : before;
  };
  const list = (key: string): string[] => {
    const value: unknown = typed.get(key);
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  };
  const kind: AppealKind = appealKinds.find((one) => one === typed.get('kind')) ?? blank.kind;
  const way: ComplaintWay = complaintWays.find((one) => one === typed.get('way')) ?? blank.way;
  const addressee: Addressee = addressees.find((one) => one === typed.get('addressee')) ?? blank.addressee;
  return {
    kind,
    way,
    addressee,
    body: words('body', blank.body),
    officer: words('officer', ''),
    applicant: typed.get('applicant') === 'entity' ? 'entity' : 'person',
    name: words('name', ''),
    place: words('place', blank.place),
    phone: words('phone', blank.phone),
    email: words('email', blank.email),
    postalAddress: words('postalAddress', blank.postalAddress),
    electronicReply: typed.get('electronicReply') === true,
    about: words('about', ''),
    arguments: words('arguments', ''),
    grounds: list('grounds'),
    attachments: list('attachments'),
    representative: words('representative', ''),
    authorityKind: words('authorityKind', ''),
    authority: words('authority', ''),
  };
}
