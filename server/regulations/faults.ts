/**
 * What is wrong with a pack although each of its fields is well formed: names that nothing defines, letters that
 * cannot be printed, menus that lead nowhere. Each fault names its place.
 */
import { ticketLetters } from '../contract/index.js';
import { namedDeadlines, namedOutcomes } from '../domain/named.js';
import { patternFault } from './pattern.js';
import type { PackContent, PackItem } from './shape.js';

export interface Fault {
  /** Where in the file: `services[2].queue`. */
  place: string;
  why: string;
}

/** All faults of a pack whose shape is right; empty when it is sound. */
export function faultsOf(pack: PackContent): Fault[] {
  const faults: Fault[] = [];
  const fault = (place: string, why: string) => void faults.push({ place, why });
  const known = (kind: string, list: readonly { code: string }[]) => {
    const codes = new Set(list.map((one) => one.code));
    return (code: string | null, place: string) => {
      if (code !== null && !codes.has(code)) fault(place, `there is no ${kind} «${code}»`);
    };
  };

  for (const [name, list] of codedLists(pack)) {
    const seen = new Set<string>();
    list.forEach((code, n) => {
      if (seen.has(code)) fault(`${name}[${n}]`, `«${code}» stands here twice`);
      seen.add(code);
    });
  }

  const isLimit = known('limit', pack.limits);
  const isProcedure = known('procedure', pack.procedures);
  const isChannel = known('channel', pack.channels);
  const isQueue = known('queue', pack.queues);
  const isService = known('service', pack.services);
  const isOutcome = known('outcome', pack.outcomes);
  const isForm = known('form', pack.forms);
  const isGround = known('complaint ground', pack.complaintGrounds);

  const has = (list: 'deadlines' | 'outcomes', named: readonly string[]) => {
    const codes = new Set(pack[list].map(({ code }) => code));
    for (const code of named) if (!codes.has(code)) fault(list, `«${code}» is missing, rules name it`);
  };
  has('deadlines', namedDeadlines);
  has('outcomes', namedOutcomes);

  isLimit(pack.waitLimit, 'waitLimit');
  pack.channels.forEach((channel, n) => isProcedure(channel.procedure, `channels[${n}].procedure`));
  pack.deadlines.forEach((deadline, n) =>
    deadline.grounds.forEach((ground, m) => isGround(ground, `deadlines[${n}].grounds[${m}]`)),
  );
  pack.procedures.forEach((procedure, n) => {
    const place = `procedures[${n}]`;
    const isStep = known(`step of ${procedure.code}`, procedure.steps);
    isLimit(procedure.limit, `${place}.limit`);
    isStep(procedure.journalStep, `${place}.journalStep`);
    isStep(procedure.protocolStep, `${place}.protocolStep`);
    const limit = pack.limits.find((one) => one.code === procedure.limit);
    const sum = procedure.steps.reduce((total, step) => total + (step.optional ? 0 : step.norm.n), 0);
    if (limit && sum > limit.max.n) {
      fault(`${place}.steps`, `they take ${sum} minutes, ${limit.code} allows ${limit.max.n}`);
    }
  });

  const letters = new Map<string, string>();
  pack.queues.forEach(({ code, letter }, n) => {
    const place = `queues[${n}].letter`;
    const isPrintable =
      letter.length > 0 && letter.length <= 2 && [...letter].every((one) => ticketLetters.includes(one));
    if (!isPrintable) fault(place, `«${letter}» is not one or two of ${ticketLetters} (Cyrillic)`);
    const owner = letters.get(letter);
    if (owner) fault(place, `«${letter}» belongs to the queue «${owner}» already`);
    letters.set(letter, code);
  });

  pack.services.forEach((service, n) => {
    const place = `services[${n}]`;
    isQueue(service.queue, `${place}.queue`);
    isChannel(service.channel, `${place}.channel`);
    isProcedure(service.procedure, `${place}.procedure`);
    isLimit(service.limit, `${place}.limit`);
    service.outcomes.forEach((outcome, m) => isOutcome(outcome, `${place}.outcomes[${m}]`));
    if ((service.limit === null) === (service.target === null)) {
      fault(`${place}.limit`, 'a service has either a legal limit or a target of the office');
    }
  });

  const offered = new Set<string>();
  const keys = new Set<string>();
  const lookAtMenu = (items: readonly PackItem[], at: string, depth: number) => {
    items.forEach((item, n) => {
      const place = `${at}[${n}]`;
      if (keys.has(item.key)) fault(`${place}.key`, `«${item.key}» stands here twice`);
      keys.add(item.key);
      isService(item.service, `${place}.service`);
      if (item.service !== null) offered.add(item.service);
      if (item.service === null && item.children.length === 0) fault(place, `«${item.key}» leads nowhere`);
      if (item.service !== null && item.children.length > 0) fault(place, `«${item.key}» leads two ways`);
      if (item.children.length > 0 && item.ask === null) fault(`${place}.ask`, 'its children answer no question');
      if (item.children.length > 6) fault(`${place}.children`, 'a screen has never more than six choices');
      if (depth > 2) fault(place, 'a menu has two levels');
      lookAtMenu(item.children, `${place}.children`, depth + 1);
    });
  };
  lookAtMenu(pack.menu, 'menu', 1);
  pack.services.forEach((service, n) => {
    if (!offered.has(service.code)) fault(`services[${n}]`, `no menu item leads to «${service.code}»`);
  });

  pack.forms.forEach((form, n) => isForm(form.inventory, `forms[${n}].inventory`));
  pack.thresholds.forEach((threshold, n) => {
    threshold.forms.forEach((form, m) => isForm(form, `thresholds[${n}].forms[${m}]`));
  });
  pack.identifiers.forEach(({ pattern, example }, n) => {
    const why = patternFault(pattern);
    if (why) fault(`identifiers[${n}].pattern`, why);
    else if (!new RegExp(pattern).test(example)) fault(`identifiers[${n}].example`, `«${example}» does not fit`);
  });
  return faults;
}

/** Every list whose entries are named, with the names. */
function codedLists(pack: PackContent): [string, string[]][] {
  const codes = (list: readonly { code: string }[]) => list.map((one) => one.code);
  return [
    ['applicants', codes(pack.applicants)],
    ['limits', codes(pack.limits)],
    ['deadlines', codes(pack.deadlines)],
    ['channels', codes(pack.channels)],
    ['procedures', codes(pack.procedures)],
    ...pack.procedures.map((one, n): [string, string[]] => [`procedures[${n}].steps`, codes(one.steps)]),
    ['outcomes', codes(pack.outcomes)],
    ['queues', codes(pack.queues)],
    ['services', codes(pack.services)],
    ['categories', codes(pack.categories)],
    ['slides', pack.slides.map((slide) => slide.key)],
    ['forms', codes(pack.forms)],
    ['documents', codes(pack.documents)],
    ['complaintGrounds', codes(pack.complaintGrounds)],
    ['severities', pack.severities.map((one) => String(one.severity))],
    ['identifiers', codes(pack.identifiers)],
  ];
}
