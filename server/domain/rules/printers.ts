/** Printers of the office, and the page that shows what they can print. */
import type { PrinterValue } from '../../contract/index.js';
import { changed, takenNothing, takenNow } from '../change.js';
import { decide, entryOf, noteOf, refuse, type Context, type Refused, type Rule } from '../decide.js';
import { marked, unlessSeen } from '../marks.js';
import type { Office } from '../office.js';
import { candidates, familyTitles } from '../paper/families.js';
import { composeSelftest } from '../paper/selftest.js';
import type { Patch } from '../patch.js';
import { addressFault, addressOf, printerOf, type Printer } from '../printing.js';
import { thingOf } from '../things.js';
import { printJob } from './ticket.js';

const thing = (printerId: string): string => thingOf('printer', printerId);

const folded = (name: string): string => name.trim().toLocaleLowerCase('ru');

/** Why a printer cannot be so: its name is another's, its address is no printer's. */
function faultOf(office: Office, printerId: string | null, { name, profile, transport }: PrinterValue): Refused | null {
  const others = [...office.printers.values()];
  if (others.some((one) => one.printerId !== printerId && folded(one.name) === folded(name)))
    return refuse('badAnswer', { field: 'name' });
  // the virtual family is no paper's: a real printer would be sent numbers of pages that it may not have
  if (profile === 'virtual' && transport.kind !== 'virtual') return refuse('badAnswer', { field: 'profile' });
  const field = addressFault(transport);
  return field === null ? null : refuse('badAnswer', { field });
}

const isWord = (field: string) => field === 'name' || field === 'address';
const pick = (of: Record<string, unknown>, words: boolean) =>
  Object.fromEntries(Object.entries(of).filter(([field]) => isWord(field) === words));

/** Addresses and names are words: what they were and are stands in a note, and the entry names the fields. */
function told(context: Context, { before, after }: ReturnType<typeof changed>) {
  const words = Object.keys(after).filter(isWord);
  const note = words.length === 0 ? '' : JSON.stringify({ before: pick(before, true), after: pick(after, true) });
  const { patches, told } = noteOf(context, null, note);
  return { patches, data: { words, ...told } };
}

const fields = ({ name, profile, transport, address }: Printer) => ({ name, profile, transport, address });

function rowOf(printerId: string, { name, profile, transport }: PrinterValue): Printer {
  return printerOf({ printerId, name, profile, transport: transport.kind, address: addressOf(transport) });
}

/** Refuses: badAnswer (field: name that another printer has, profile, host, port, path, queue). */
export const addPrinter: Rule<'printer:add'> = (office, press, context) => {
  const fault = faultOf(office, null, press.value);
  if (fault !== null) return fault;
  const printerId = context.id();
  const row = rowOf(printerId, press.value);
  const mark = marked(office, thing(printerId), context);
  const { patches, data } = told(context, changed({}, fields(row)));
  const { profile, transport } = row;
  return decide({
    patches: [{ table: 'printer', row }, mark.patch, ...patches],
    entries: [entryOf(context, 'printer:added', { printerId, profile, transport, ...data })],
    reply: takenNow(mark.revision, printerId),
  });
};

/** What waits in its line is printed there as it is then. Refuses: notFound, editedMeanwhile, badAnswer (field). */
export const setPrinter: Rule<'printer:set'> = (office, press, context) => {
  const { printerId, seen, value } = press;
  const was = office.printers.get(printerId);
  if (was === undefined) return refuse('notFound', { field: 'printerId' });
  const meanwhile = unlessSeen(office, thing(printerId), seen);
  if (meanwhile !== null) return meanwhile;
  const fault = faultOf(office, printerId, value);
  if (fault !== null) return fault;
  const row = rowOf(printerId, value);
  const difference = changed(fields(was), fields(row));
  if (Object.keys(difference.after).length === 0)
    return decide({ patches: [], entries: [], reply: takenNothing(seen) });
  const mark = marked(office, thing(printerId), context);
  const { patches, data } = told(context, difference);
  const plain = { before: pick(difference.before, false), after: pick(difference.after, false) };
  return decide({
    patches: [{ table: 'printer', row }, mark.patch, ...patches],
    entries: [entryOf(context, 'printer:set', { printerId, ...plain, ...data })],
    reply: takenNow(mark.revision),
  });
};

/** What waits in its line is void: nobody prints it by itself. Refuses: notFound, editedMeanwhile, inUse (count). */
export const retirePrinter: Rule<'printer:retire'> = (office, press, context) => {
  const { printerId, seen } = press;
  if (!office.printers.has(printerId)) return refuse('notFound', { field: 'printerId' });
  const meanwhile = unlessSeen(office, thing(printerId), seen);
  if (meanwhile !== null) return meanwhile;
  const count = [...office.booths.values(), ...office.devices.values()].filter(
    (one) => one.printerId === printerId,
  ).length;
  if (count > 0) return refuse('inUse', { count });
  const mark = marked(office, thing(printerId), context);
  const { now } = context;
  const waiting = [...office.printJobs.values()].filter((job) => job.printerId === printerId && job.state === 'queued');
  return decide({
    patches: [
      { table: 'retired', of: 'printer', id: printerId, at: now },
      mark.patch,
      ...waiting.map((job): Patch => ({ table: 'printJob', row: { ...job, state: 'void', changedAt: now } })),
    ],
    entries: [
      entryOf(context, 'printer:retired', { printerId }),
      ...waiting.map(({ visitId, printJobId }) => ({
        ...entryOf(context, 'print:void', { printJobId, printerId }),
        visitId,
      })),
    ],
    reply: takenNow(mark.revision),
  });
};

/** The page in the line of its printer; one that waits there already is not doubled. Refuses: notFound. */
export const testPrinter: Rule<'printer:test'> = (office, press, context) => {
  const printer = office.printers.get(press.printerId);
  if (printer === undefined) return refuse('notFound', { field: 'printerId' });
  const { printerId, name, profile, columns } = printer;
  const waits = [...office.printJobs.values()].find(
    (job) => job.printerId === printerId && job.kind === 'test' && job.state === 'queued',
  );
  if (waits !== undefined) return decide({ patches: [], entries: [], reply: { printJobId: waits.printJobId } });
  const { date, time } = context.paper.wall(context.now);
  const page = composeSelftest({
    language: 'ru',
    printerName: name,
    profileName: familyTitles[profile],
    columns,
    candidates,
    printedAt: `${date} ${time}`,
    qr: 'TALON',
  });
  const job = printJob(context, printerId, 'test', null, page);
  return decide({
    patches: [{ table: 'printJob', row: job }],
    entries: [entryOf(context, 'printer:tested', { printerId, printJobId: job.printJobId })],
    reply: { printJobId: job.printJobId },
  });
};
