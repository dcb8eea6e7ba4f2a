import { beforeEach, describe, expect, it } from 'vitest';
import type { PrinterValue } from '../../server/contract/index.js';
import { openStage, toldOf, type Stage } from '../support/builders.js';

let stage: Stage;
beforeEach(() => {
  stage = openStage();
});

const admin = { actorId: 'boss', kind: 'user', roles: ['administrator'], visitId: null } as const;
const hall: PrinterValue = {
  name: 'Зал',
  profile: 'epson',
  transport: { kind: 'tcp', host: '192.168.1.40', port: 9100 },
};
const added = (value: PrinterValue): string => {
  const { reply } = stage.yes('printer:add', { value }, admin);
  return typeof reply === 'object' && reply !== null && 'id' in reply ? String(reply.id) : '';
};
const seen = (printerId: string) => stage.office.marks.get(`printer:${printerId}`)?.revision ?? 0;
const fieldOf = (value: PrinterValue): unknown => {
  const ruling = stage.press('printer:add', { value }, admin);
  return ruling.ok ? null : ruling.refusal.about?.['field'];
};

describe('a printer', () => {
  it('is added under a name of its own, at once, and its address stands in a note, not in the journal', () => {
    const printerId = added(hall);
    expect(stage.office.printers.get(printerId)).toMatchObject({
      name: 'Зал',
      columns: 48,
      address: '192.168.1.40:9100',
    });
    expect(toldOf(stage, 'printer:added')).toMatchObject({ printerId, profile: 'epson', words: ['name', 'address'] });
    expect(JSON.stringify(stage.entries)).not.toMatch(/192\.168|Зал/);
    expect([...stage.office.notes.values()].join()).toContain('192.168.1.40:9100');
    expect(fieldOf({ ...hall, name: ' ЗАЛ ' })).toBe('name');
  });

  it.each([
    ['port', { kind: 'tcp', host: '192.168.1.40', port: 22 }],
    ['host', { kind: 'tcp', host: '8.8.8.8', port: 9100 }],
    ['host', { kind: 'tcp', host: '2a00:1450::200e', port: 9100 }],
    ['path', { kind: 'file', path: '/dev/sda' }],
    ['path', { kind: 'file', path: '/dev/shm/lp0' }],
    ['path', { kind: 'file', path: '/dev/usb/lp0/x' }],
    ['queue', { kind: 'cups', queue: '-oraw' }],
  ] as const)('has no such %s: %j', (field, transport) => {
    expect(fieldOf({ ...hall, transport })).toBe(field);
  });

  it.each([
    { kind: 'tcp', host: 'printer.office.lan', port: 9101 },
    { kind: 'tcp', host: '::1', port: 9100 },
    { kind: 'file', path: '/dev/usb/lp0' },
    { kind: 'file', path: '/dev/ttyUSB1' },
    { kind: 'cups', queue: 'hall_80' },
    { kind: 'virtual' },
  ] as const)('may stand at %j, which comes back as it was typed', (transport) => {
    const printer = stage.office.printers.get(added({ ...hall, transport }));
    expect(fieldOf({ ...hall, name: 'Другой', transport })).toBeNull();
    expect(printer).toMatchObject({ transport: transport.kind });
  });

  it('real, is no virtual family: that has no paper', () => {
    expect(fieldOf({ ...hall, profile: 'virtual' })).toBe('profile');
  });

  it('is changed by whoever saw it as it stands; the second one is told by whom', () => {
    const printerId = added(hall);
    const sent = { printerId, seen: seen(printerId), value: { ...hall, profile: 'star' as const } };
    stage.yes('printer:set', sent, admin);
    expect(stage.office.printers.get(printerId)?.columns).toBe(42);
    expect(toldOf(stage, 'printer:set')).toMatchObject({ before: { profile: 'epson' }, after: { profile: 'star' } });
    const late = stage.press('printer:set', { ...sent, value: { ...hall, name: 'Холл' } }, admin);
    expect(late).toMatchObject({ ok: false, refusal: { key: 'editedMeanwhile', about: { by: 'boss' } } });
    expect(stage.office.printers.get(printerId)?.name).toBe('Зал');
    const same = stage.yes('printer:set', { ...sent, seen: seen(printerId) }, admin);
    expect(same).toMatchObject({ entries: [], reply: { takes: 'nothing' } });
  });

  it('is not taken away from a booth or a kiosk; then it is, and what waited there is void', () => {
    expect(stage.no('printer:retire', { printerId: 'printer-1', seen: 0 }, admin)).toBe('inUse');
    const printerId = added(hall);
    stage.yes('printer:test', { printerId }, admin);
    stage.yes('printer:retire', { printerId, seen: seen(printerId) }, admin);
    expect(stage.office.printers.has(printerId)).toBe(false);
    expect(stage.office.retired.printer.get(printerId)?.name).toBe('Зал');
    expect([...stage.office.printJobs.values()].map(({ state }) => state)).toEqual(['void']);
    expect(toldOf(stage, 'print:void')).toMatchObject({ printerId });
    expect(stage.no('printer:test', { printerId }, admin)).toBe('notFound');
    expect(added(hall)).not.toBe(printerId);
  });

  it('prints one test page, however often it is asked while the page waits', () => {
    const first = stage.yes('printer:test', { printerId: 'printer-1' }, admin).reply;
    const again = stage.yes('printer:test', { printerId: 'printer-1' }, admin);
    expect(again).toMatchObject({ reply: first, entries: [], patches: [] });
    const jobs = [...stage.office.printJobs.values()];
    expect(jobs).toHaveLength(1);
    expect(JSON.stringify(jobs[0]?.document)).toContain('Виртуальный принтер');
    expect(toldOf(stage, 'printer:tested')).toMatchObject({ printerId: 'printer-1' });
  });
});
