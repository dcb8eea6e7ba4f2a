/** Packs as an administrator hands them in: read by a thread of their own, kept by a press, laid beside the one in force. */
import { packUpload, type PackReply, type Report, type Reply } from '../contract/index.js';
import { makeWorkers, WorkerBusy, workerEntry, WorkerFailed, WorkerTimeout } from '../devices/workers.js';
import type { Actor } from '../domain/decide.js';
import { lackedBy } from '../domain/law.js';
import { keepPack } from '../domain/rules/law.js';
import type { PackAsked } from '../doors/packs.js';
import type { Clerk } from '../office/clerk.js';
import type { PackAnswer, PackTask } from './pack.worker.js';
import type { Pack } from '../regulations/pack.js';
import type { Store } from '../store/open.js';

/** A regulation is read in a tenth of a second; what takes longer is none. */
const longestMs = 10_000;
const line = 4;
const memoryMb = 128;
const warmMs = 30_000;

export interface Packing {
  /** Exactly once. Refuses: packRefused (why), alreadyDone (version), clockUnsure. */
  take(asked: PackAsked, actor: Actor): Promise<Reply<PackReply>>;
  /** Refuses: notFound, tooMany. */
  compare(packRowId: string): Promise<Reply<Report<'packDiff'>>>;
  close(): Promise<void>;
}

/** No thread runs until somebody hands a pack in or compares one. `isSure`: is the clock known to be right? */
export function makePacking(given: {
  clerk: Pick<Clerk, 'pressInner' | 'office'>;
  store: Pick<Store, 'read'>;
  officeId: string;
  /** The pack of this id that is in force. */
  inForce: (packId: string) => Pack | null;
  isSure: () => boolean;
  /** Told of each pack that is kept now. */
  keep: (pack: Pack) => void;
}): Packing {
  const { clerk, store, officeId } = given;
  const workers = makeWorkers<PackTask, PackAnswer>({
    entry: workerEntry('pack'),
    size: 1,
    queue: line,
    timeoutMs: longestMs,
    memoryMb,
    warmMs,
  });

  async function read(bytes: Uint8Array<ArrayBuffer>): Promise<PackAnswer | 'busy' | 'timeout' | 'tooLarge'> {
    try {
      return await workers.run({ kind: 'read', bytes }, [bytes.buffer]);
    } catch (error) {
      if (error instanceof WorkerBusy) return 'busy';
      if (error instanceof WorkerTimeout) return 'timeout';
      if (error instanceof WorkerFailed && error.message.includes('memory limit')) return 'tooLarge';
      throw error;
    }
  }

  return {
    async take({ requestId, name, bytes, sha256 }, actor) {
      if (!given.isSure()) return { ok: false, refusal: { key: 'clockUnsure' } };
      const answer = await read(bytes);
      if (typeof answer === 'string') return { ok: false, refusal: { key: 'packRefused', about: { why: answer } } };
      const { sound = null, faults = null, pack } = answer;
      if (sound === null) {
        if (faults === null) return { ok: false, refusal: { key: 'packRefused', about: { why: 'notJson' } } };
        return { ok: true, data: { packRowId: null, faults } };
      }
      const key = { command: 'pack:take', requestId, payload: { name, sha256 } };
      const reply = await clerk.pressInner(key, keepPack(sound), actor);
      if (!reply.ok) return reply;
      const data = packUpload.reply.parse(reply.data);
      if (data.packRowId !== null && pack !== undefined) given.keep(pack);
      return { ok: true, data };
    },
    async compare(packRowId) {
      const face = clerk.office.packs.get(packRowId);
      const before = face === undefined ? null : given.inForce(face.packId);
      const row = await store.read.pack.findFirst({ where: { id: packRowId, officeId }, select: { content: true } });
      if (face === undefined || before === null || row === null)
        return { ok: false, refusal: { key: 'notFound', about: { field: 'packRowId' } } };
      try {
        const { diff } = await workers.run({ kind: 'compare', before, after: row.content }, []);
        if (diff === undefined) throw new Error('the packs were not compared');
        const unfit = lackedBy(clerk.office, face).map(({ code }) => ({
          service: code,
          why: `there is no service «${code}»`,
        }));
        return { ok: true, data: { ...diff, unfit } };
      } catch (error) {
        if (error instanceof WorkerBusy || error instanceof WorkerTimeout)
          return { ok: false, refusal: { key: 'tooMany' } };
        throw error;
      }
    },
    close: () => workers.close(),
  };
}
