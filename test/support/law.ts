/**
 * The small office under the real order 196н and the real working calendar: `openStage({}, withLaw)`. Services carry the
 * codes of the pack as their ids (`intake-paper`, `intake-medium`, `consultation`, …), queues too; booths have a printer.
 */
import { createHash } from 'node:crypto';
import { printerOf } from '../../server/domain/printing.js';
import type { Office } from '../../server/domain/office.js';
import { usualOwn, type Profile, type Service } from '../../server/domain/services.js';
import { loadLaw } from '../../server/regulations/index.js';
import { normOf, type Pack } from '../../server/regulations/pack.js';
import { regulationOf } from '../../server/regulations/regulation.js';

export const packId = 'ru.pfr.196n-2012';
export const law = loadLaw((text) => createHash('sha256').update(text).digest('hex'));

export function realPack(): Pack {
  const pack = law.packs.get(packId);
  if (pack === undefined) throw new Error(`no pack ${packId}`);
  return pack;
}

/** The services of a pack, all of them open. */
export function servicesOf(pack: Pack): Service[] {
  return pack.services.map((content) => ({
    serviceId: content.code,
    queueId: content.queue,
    code: content.code,
    title: content.title,
    short: content.short,
    norm: normOf(pack, content),
    usualMinutes: content.usual.n,
    dayLimit: null,
    channel: content.channel,
    procedure: content.procedure,
    matter: content.matter,
    asksOrganisations: content.questions.includes('organisations'),
    bring: content.bring,
    outcomes: content.outcomes,
    isOpen: true,
    closedReason: null,
    closedUntil: null,
    packId,
    packVersion: pack.version,
    own: usualOwn,
    prescribed: { title: content.title, short: content.short, bring: content.bring },
  }));
}

/** The office with the services, queues, regulation and calendar of the real order in place of the small ones. */
export function withLaw(office: Office): Office {
  const pack = realPack();
  const services = servicesOf(pack);
  const profile = (profileId: string, codes: readonly string[]): [string, Profile] => [
    profileId,
    {
      profileId,
      title: { ru: profileId, en: profileId },
      services: codes.map((serviceId, place) => ({ serviceId, rank: profileId === 'consultFirst' ? place : 0 })),
    },
  ];
  return {
    ...office,
    settings: {
      ...office.settings,
      payerCodes: ['087-105'],
      superior: { ru: 'Отделение ПФР по Тверской области', en: 'Regional branch' },
      head: { name: 'Соколова Мария Петровна', position: 'начальник управления' },
    },
    queues: new Map(
      pack.queues.map(({ code, letter, title }, place) => [
        code,
        { queueId: code, letter, title, position: place + 1 },
      ]),
    ),
    services: new Map(services.map((service) => [service.serviceId, service])),
    profiles: new Map([
      profile('all', [...services.map(({ serviceId }) => serviceId)]),
      profile('reports', ['intake-paper', 'intake-medium', 'resubmission']),
      profile('advice', ['consultation', 'protocol', 'cabinet-card', 'cabinet-password', 'complaint']),
      profile('consultFirst', ['consultation', 'intake-paper']),
    ]),
    printers: new Map([
      ...office.printers,
      [
        'printer-booth',
        printerOf({ printerId: 'printer-booth', name: 'Окно', profile: 'virtual', transport: 'virtual', address: '' }),
      ],
    ]),
    booths: new Map([...office.booths].map(([id, booth]) => [id, { ...booth, printerId: 'printer-booth' }])),
    regulations: new Map([[packId, regulationOf(pack, law.findingRules)]]),
    calendar: law.calendar,
    programYears: law.years,
    retention: law.retention,
  };
}
