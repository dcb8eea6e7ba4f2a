/** Pictures as the office takes and gives them: read by a thread of their own, kept in the books, one of them at hand. */
import { pictureUpload, type PictureReply, type Reply } from '../contract/index.js';
import { makeWorkers, WorkerBusy, workerEntry, WorkerFailed, WorkerTimeout } from '../devices/workers.js';
import type { Actor } from '../domain/decide.js';
import { addPicture } from '../domain/rules/pictures.js';
import type { Pictures } from '../doors/given.js';
import type { Clerk } from '../office/clerk.js';
import { logoOf } from '../office/views/facts.js';
import type { PictureAnswer } from './picture.worker.js';
import type { Store } from '../store/open.js';
import type { StoredPicture } from '../store/pictures.js';

/** A picture is read in a tenth of a second; what takes longer is none. */
const longestMs = 10_000;
const line = 4;
const memoryMb = 128;
const warmMs = 30_000;

/** Takes and gives pictures of the clerk's office; no thread runs until somebody hands one in. `isSure`: is the clock known to be right? */
export function makePicturing(given: {
  clerk: Pick<Clerk, 'pressInner' | 'office'>;
  store: Pick<Store, 'pictures'>;
  officeId: string;
  isSure: () => boolean;
}): Pictures & { close(): Promise<void> } {
  const { clerk, store, officeId } = given;
  /** The logo is asked for by strangers too: the books are read for it once. */
  let logo: StoredPicture | null = null;
  const workers = makeWorkers<Uint8Array<ArrayBuffer>, PictureAnswer>({
    entry: workerEntry('picture'),
    size: 1,
    queue: line,
    timeoutMs: longestMs,
    memoryMb,
    warmMs,
  });

  async function read(bytes: Uint8Array<ArrayBuffer>): Promise<PictureAnswer> {
    try {
      return await workers.run(bytes, [bytes.buffer]);
    } catch (error) {
      if (error instanceof WorkerBusy) return 'busy';
      if (error instanceof WorkerTimeout) return 'timeout';
      if (error instanceof WorkerFailed && error.message.includes('memory limit')) return 'tooLarge';
      throw error;
    }
  }

  return {
    async take(asked, actor: Actor): Promise<Reply<PictureReply>> {
      if (!given.isSure()) return { ok: false, refusal: { key: 'clockUnsure' } };
      const { requestId, name, sha256 } = asked;
      const picture = await read(asked.bytes);
      if (typeof picture === 'string')
        return { ok: false, refusal: { key: 'pictureRefused', about: { why: picture } } };
      const key = { command: 'picture:add', requestId, payload: { name, sha256 } };
      const reply = await clerk.pressInner(key, addPicture(picture), actor);
      return reply.ok ? { ok: true, data: pictureUpload.reply.parse(reply.data) } : reply;
    },
    async find(sha256) {
      return clerk.office.pictures.has(sha256) ? store.pictures.picture(officeId, sha256) : null;
    },
    async logo() {
      const sha256 = logoOf(clerk.office);
      if (sha256 === null) return null;
      if (logo?.sha256 !== sha256) logo = await store.pictures.picture(officeId, sha256);
      return logo;
    },
    close: () => workers.close(),
  };
}
