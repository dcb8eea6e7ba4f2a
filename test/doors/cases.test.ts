/** The commands of a reception by the regulation as nobody should press them: twice, at once, of others, spoilt. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandName, Payload, Reply } from '../../server/contract/index.js';
import { report, romashka } from '../support/filing.js';
import { openTestOffice, press, type TestClient, type TestOffice } from '../support/office.js';

type Operator = TestClient & { userId: string; cookie: string };
let office: TestOffice;
let anna: Operator;
let boris: Operator;
beforeEach(async () => {
  office = await openTestOffice();
  anna = await office.staff(['operator'], '1');
  boris = await office.staff(['operator'], '2');
});
afterEach(() => office.close());

const state = () => office.opened.app.house.clerk.office;
const refusal = (reply: Reply<unknown>) => (reply.ok ? 'granted' : reply.refusal.key);
const rowOf = (receptionId: string) =>
  office.opened.store
    .casesOf(office.opened.app.house.officeId)
    .row('submission', state().receptions.get(receptionId)?.submissionId ?? '');
const runningOf = (receptionId: string) =>
  state()
    .receptions.get(receptionId)
    ?.steps.find((step) => step.state === 'running')?.step ?? '';

async function yes<T>(reply: Promise<Reply<T>>): Promise<T> {
  const said = await reply;
  if (!said.ok) throw new Error(JSON.stringify(said.refusal));
  return said.data;
}

/** Whoever sits at this booth receives a visitor of a service. */
async function receive(who: Operator, booth: string, code: string): Promise<string> {
  const kiosk = await office.kiosk();
  await yes(
    kiosk.ask('ticket:issue', { requestId: press(), serviceId: `service-${code}`, answers: {}, language: 'ru' }),
  );
  const turn = () => state().booths.get(`booth-${booth}`)?.turn ?? 0;
  await yes(who.ask('visit:callNext', { requestId: press(), turn: turn() }));
  await yes(who.ask('visit:begin', { requestId: press(), turn: turn() }));
  return [...state().receptions.values()].find(({ userId }) => userId === who.userId)?.receptionId ?? '';
}

const content = report({ year: 2012, period: '4' });
const save = (receptionId: string, revision = 0): Payload<'submission:save'> => ({
  requestId: press(),
  receptionId,
  revision,
  payer: romashka,
  content,
});

/** What another system checked is attested. */
const attested = (receptionId: string) => {
  const running = state()
    .receptions.get(receptionId)
    ?.steps.find((step) => step.state === 'running');
  const checkedAt = office.clock.now() - 1000;
  return running?.attested === true ? { tool: 'ПТК СПУ', result: 'passed' as const, checkedAt, file: '' } : null;
};

/** Anna completes the running steps up to and with this many. */
async function complete(receptionId: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1)
    await yes(
      anna.ask('reception:completeStep', {
        requestId: press(),
        receptionId,
        step: runningOf(receptionId),
        attestation: attested(receptionId),
      }),
    );
}

describe('presses that come twice or at once', () => {
  it('one key pressed twice in a hurry completes one step', async () => {
    const receptionId = await receive(anna, '1', 'intake-paper');
    await yes(anna.ask('submission:save', save(receptionId)));
    for (let at = 0; at < 4; at += 1) {
      const [step, attestation] = [runningOf(receptionId), attested(receptionId)];
      // two presses of their own: another requestId each, the same screen
      const both = await Promise.all([
        anna.ask('reception:completeStep', { requestId: press(), receptionId, step, attestation }),
        anna.ask('reception:completeStep', { requestId: press(), receptionId, step, attestation }),
      ]);
      expect(both.map(refusal)).toEqual(['granted', 'notNow']);
    }
    expect(
      state()
        .receptions.get(receptionId)
        ?.steps.filter((one) => one.state === 'done'),
    ).toHaveLength(4);
    expect(rowOf(receptionId)?.registered).toMatchObject({ number: 1 });
  });

  it('a protocol asked for five times at once is one, and each press hears its own answer again', async () => {
    const receptionId = await receive(anna, '1', 'intake-paper');
    await yes(anna.ask('submission:save', save(receptionId)));
    await complete(receptionId, 4);
    const payloads = Array.from({ length: 5 }, () => ({ requestId: press(), receptionId }));
    const replies = await Promise.all(payloads.map((one) => anna.ask('protocol:issue', one)));
    expect(replies.map(refusal).sort()).toEqual(
      ['granted', ...Array.from({ length: 4 }, () => 'protocolIssued')].sort(),
    );
    const again = await Promise.all(payloads.map((one) => anna.ask('protocol:issue', one)));
    expect(again).toEqual(replies);
    expect(await office.opened.store.read.protocol.count()).toBe(1);
    expect([...state().printJobs.values()].filter(({ kind }) => kind === 'protocol')).toHaveLength(2);
    expect(
      refusal(await anna.ask('protocol:issue', { ...(payloads[0] ?? save(receptionId)), receptionId: 'other' })),
    ).toBe(replies[0]?.ok === true ? 'requestReused' : 'notFound');
  });

  it('two screens that save over each other: the second is told, and nothing of the first is lost', async () => {
    const receptionId = await receive(anna, '1', 'intake-paper');
    const both = await Promise.all([
      anna.ask('submission:save', save(receptionId)),
      anna.ask('submission:save', { ...save(receptionId), payer: { ...romashka, name: 'Другое имя' } }),
    ]);
    expect(both.map(refusal)).toEqual(['granted', 'caseChanged']);
    expect(rowOf(receptionId)?.payer.name).toBe(romashka.name);
    expect(await office.opened.store.read.submission.count()).toBe(1);
  });

  it('two appointed who decide one complaint at once: one act, one number', async () => {
    const receptionId = await receive(anna, '1', 'complaint');
    const { complaintId } = await yes(
      anna.ask('complaint:take', { requestId: press(), receivedAt: null, receptionId, content: complaint }),
    );
    const register = (who: Operator) => who.ask('complaint:register', { requestId: press(), complaintId });
    expect((await Promise.all([register(anna), register(boris)])).map(refusal)).toEqual(['granted', 'notNow']);
    const decision = { decision: 'refused', ground: '', reasons: 'Доводы не подтвердились', remedy: '' } as const;
    const decide = (who: Operator) => who.ask('complaint:decide', { requestId: press(), complaintId, decision });
    expect((await Promise.all([decide(anna), decide(boris)])).map(refusal)).toEqual(['granted', 'notNow']);
  });
});

const complaint: Payload<'complaint:take'>['content'] = {
  kind: 'complaint',
  way: 'booth',
  addressee: 'head',
  body: 'Управление',
  officer: '',
  applicant: 'person',
  name: 'Иванов И. И.',
  place: 'Москва',
  phone: '(495) 000-00-05',
  email: '',
  postalAddress: 'Москва, ул. Ясеневая, 3',
  electronicReply: false,
  about: 'Отказ',
  arguments: 'Срок соблюдён',
  grounds: ['D'],
  attachments: [],
  representative: '',
  authorityKind: '',
  authority: '',
};

describe('what is another’s', () => {
  it('no press on a reception of another operator does anything', async () => {
    const receptionId = await receive(anna, '1', 'intake-paper');
    const { revision } = await yes(anna.ask('submission:save', save(receptionId)));
    const before = JSON.stringify(rowOf(receptionId));
    const journal = await office.opened.store.read.journal.count();
    const finding = { ruleId: null, severity: 30, text: 'Чужая', where: '', found: '', expected: '' };
    const about = { requestId: press(), receptionId };
    const step = runningOf(receptionId);
    const foreign: Record<string, Reply<unknown>> = {
      save: await boris.ask('submission:save', save(receptionId, revision)),
      step: await boris.ask('reception:completeStep', { ...about, step }),
      skip: await boris.ask('reception:skipStep', { ...about, step, reason: 'не нужен' }),
      reopen: await boris.ask('reception:reopenStep', { ...about, step }),
      finding: await boris.ask('reception:addFinding', { ...about, finding }),
      discard: await boris.ask('submission:discard', { ...about, reason: 'не нужен' }),
      issue: await boris.ask('protocol:issue', about),
      park: await boris.ask('reception:park', about),
      close: await boris.ask('reception:close', about),
      complaint: await boris.ask('complaint:take', { ...about, receivedAt: null, content: complaint }),
      consultation: await boris.ask('consultation:save', { ...about, topic: 'Вопрос', result: 'Ответ' }),
    };
    for (const [name, reply] of Object.entries(foreign)) expect([name, refusal(reply)]).toEqual([name, 'notYours']);
    expect(JSON.stringify(rowOf(receptionId))).toBe(before);
    expect(await office.opened.store.read.journal.count()).toBe(journal);
  });

  it('a case that is worked on is read by its operator and the manager, and by nobody else', async () => {
    const receptionId = await receive(anna, '1', 'intake-paper');
    await yes(anna.ask('submission:save', save(receptionId)));
    const attendant = await office.staff(['attendant']);
    const administrator = await office.staff(['administrator']);
    const read = async (cookie: string) => {
      const query = `receptionId=${receptionId}`;
      const response = await fetch(`${office.url}/api/reports/case?${query}`, { headers: { cookie } });
      return response.text();
    };
    for (const { cookie } of [attendant, administrator, boris, { cookie: '' }]) {
      const said = await read(cookie);
      expect(said).toMatch(/notAllowed|signedOut|notYours/);
      expect(said).not.toContain('Ромашка');
    }
    const manager = await office.staff(['manager']);
    for (const { cookie } of [anna, manager]) expect(await read(cookie)).toContain('Ромашка');
  });

  it('ids that nobody gave are not found, and those of another kind neither', async () => {
    const receptionId = await receive(anna, '1', 'intake-paper');
    const { submissionId } = await yes(anna.ask('submission:save', save(receptionId)));
    const asked: [CommandName, Reply<unknown>][] = [];
    for (const id of ['none', receptionId, submissionId, '__proto__', 'constructor']) {
      const requestId = press();
      asked.push(
        ['protocol:sign', await anna.ask('protocol:sign', { requestId, protocolId: id })],
        ['protocol:reprint', await anna.ask('protocol:reprint', { requestId, protocolId: id })],
        ['protocol:handOver', await anna.ask('protocol:handOver', { requestId, protocolId: id })],
        ['complaint:register', await anna.ask('complaint:register', { requestId, complaintId: id })],
        [
          'consultation:endCall',
          await anna.ask('consultation:endCall', { requestId, consultationId: id, topic: 'Вопрос', result: 'Ответ' }),
        ],
      );
      if (id === submissionId) continue;
      asked.push(
        ['submission:include', await anna.ask('submission:include', { requestId, submissionId: id })],
        ['reception:open', await boris.ask('reception:open', { requestId, submissionId: id })],
      );
    }
    for (const [name, reply] of asked) expect([name, refusal(reply)]).toEqual([name, 'notFound']);
  });
});

describe('what no screen sends', () => {
  const spoilt: [string, (good: Payload<'submission:save'>) => unknown][] = [
    ['a control character in a name', (good) => ({ ...good, payer: { ...romashka, name: 'ООО\u0007' } })],
    ['a text that turns its direction', (good) => ({ ...good, payer: { ...romashka, name: 'ООО \u202eакшамоР' } })],
    ['a mark from right to left', (good) => ({ ...good, payer: { ...romashka, name: 'ООО\u200f Ромашка' } })],
    ['a hidden tag', (good) => ({ ...good, payer: { ...romashka, name: 'ООО\u{e0041}' } })],
    ['a separator of lines', (good) => ({ ...good, payer: { ...romashka, name: 'ООО\u2028Ромашка' } })],
    ['two lines in a field of one', (good) => ({ ...good, payer: { ...romashka, name: 'ООО\nРомашка' } })],
    ['a name without end', (good) => ({ ...good, payer: { ...romashka, name: 'я'.repeat(241) } })],
    ['a number that is a text', (good) => ({ ...good, content: { ...content, year: '2012' } })],
    ['half a kopeck', (good) => spoiltSums(good, 0.5)],
    ['less than nothing', (good) => spoiltSums(good, -1)],
    ['what is no number', (good) => spoiltSums(good, null)],
    ['a field that nobody asked for', (good) => ({ ...good, content: { ...content, snils: '112-233-445 95' } })],
    ['a revision below nothing', (good) => ({ ...good, revision: -1 })],
    [
      'a list of documents without end',
      (good) => ({ ...good, content: { ...content, documents: Array(41).fill('X') } }),
    ],
    ['an id with a path in it', (good) => ({ ...good, receptionId: '../../etc' })],
  ];
  const spoiltSums = (good: Payload<'submission:save'>, sum: number | null) => ({
    ...good,
    content: {
      ...content,
      packs: content.packs.map((pack) => ({ ...pack, sums: { ...pack.sums, fundedPaid: sum } })),
    },
  });

  it.each(spoilt)('%s is refused, and nothing changes', async (_what, spoil) => {
    const receptionId = await receive(anna, '1', 'intake-paper');
    const response = await fetch(`${office.url}/api/submission:save`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-talon-as': 'staff', cookie: anna.cookie },
      body: JSON.stringify(spoil(save(receptionId))),
    });
    expect([response.status, refusal(await response.json())]).toEqual([400, 'badRequest']);
    expect(rowOf(receptionId)).toBeNull();
  });

  it('codes that the regulation does not name are refused by the field', async () => {
    const receptionId = await receive(anna, '1', 'intake-paper');
    const asked = async (change: object) => {
      const reply = await anna.ask('submission:save', {
        ...save(receptionId),
        content: { ...content, ...change },
      });
      return reply.ok ? 'granted' : [reply.refusal.key, reply.refusal.about?.['field']];
    };
    const [pack] = content.packs;
    expect(await asked({ documents: ['PASSPORT_OF_THE_NEIGHBOUR'] })).toEqual(['badAnswer', 'documents']);
    expect(await asked({ period: '5' })).toEqual(['badAnswer', 'period']);
    expect(await asked({ resubmits: 'none' })).toEqual(['badAnswer', 'resubmits']);
    expect(await asked({ packs: [{ ...pack, form: 'СЗВ-СТАЖ' }] })).toMatchObject(['badAnswer', expect.any(String)]);
    expect(await asked({ packs: [pack, pack] })).toEqual(['badAnswer', 'packs']);
  });

  it('three hundred packs typed by hand are saved, every field full; one more is refused by its field, and nothing changes', async () => {
    const receptionId = await receive(anna, '1', 'intake-paper');
    const [pack] = content.packs;
    const most = 1_000_000_000_000;
    const saved = async (count: number, revision: number) => {
      const packs = Array.from({ length: count }, (_, at) => ({
        ...pack,
        packId: `pack-${at}`.padEnd(64, '-'),
        number: String(at + 1).padStart(12, '0'),
        persons: 100_000,
        sums: { insuranceAccrued: most, insurancePaid: most, fundedAccrued: most, fundedPaid: most },
      }));
      const response = await fetch(`${office.url}/api/submission:save`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-talon-as': 'staff', cookie: anna.cookie },
        body: JSON.stringify({ ...save(receptionId, revision), content: { ...content, packs, totals: null } }),
      });
      return response.json();
    };
    expect(refusal(await saved(300, 0))).toBe('granted');
    expect(await saved(301, 1)).toEqual({
      ok: false,
      refusal: { key: 'badRequest', about: { field: 'content.packs' } },
    });
    expect(refusal(await saved(1000, 1))).toBe('tooLarge');
    expect(rowOf(receptionId)?.content.packs).toHaveLength(300);
    // by the socket as well, as the console presses
    const byHand = { ...content, packs: rowOf(receptionId)?.content.packs ?? [], totals: null };
    expect(refusal(await anna.ask('submission:save', { ...save(receptionId, 1), content: byHand }))).toBe('granted');
  });

  it('a complaint with every field full is taken, and its draft with it', async () => {
    const receptionId = await receive(anna, '1', 'complaint');
    const full = {
      ...complaint,
      about: 'Ё'.repeat(4000),
      arguments: '№'.repeat(4000),
      attachments: Array.from({ length: 30 }, () => '«'.repeat(200)),
      representative: 'я'.repeat(160),
      authority: 'я'.repeat(240),
    };
    const key = `complaint:${receptionId}`;
    const draft = { requestId: press(), key, text: JSON.stringify(full) };
    expect(refusal(await anna.ask('draft:save', draft))).toBe('granted');
    const taken = { requestId: press(), receivedAt: null, receptionId, content: full };
    expect(refusal(await anna.ask('complaint:take', taken))).toBe('granted');
  });

  it('of words that were pasted nothing hidden stays, and no word changes', async () => {
    const receptionId = await receive(anna, '1', 'intake-paper');
    const name = '\ufeffООО «Ро\u00adмаш\u200bка»\u200d';
    expect(refusal(await anna.ask('submission:save', { ...save(receptionId), payer: { ...romashka, name } }))).toBe(
      'granted',
    );
    expect(rowOf(receptionId)?.payer.name).toBe('ООО «Ромашка»');
  });

  it('what is typed as a formula stands in a sheet as text', async () => {
    const receptionId = await receive(anna, '1', 'intake-paper');
    const name = '=HYPERLINK("http://x","y")';
    await yes(anna.ask('submission:save', { ...save(receptionId), payer: { ...romashka, name } }));
    await complete(receptionId, 4);
    const manager = await office.staff(['manager']);
    const response = await fetch(`${office.url}/api/exports/registrations.csv`, {
      headers: { cookie: manager.cookie },
    });
    const csv = await response.text();
    expect(csv).toContain('HYPERLINK');
    for (const cell of csv.split(/[;\n]/)) expect(cell).not.toMatch(/^"?[=+@]/);
  });
});
