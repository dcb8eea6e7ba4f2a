/** A printer on the network, port 9100: the only transport that can be asked how it is. */
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { PrinterHealth } from '../../contract/vocabulary.js';
import { isNear } from '../../domain/printing.js';
import type { PrintPage, PrintResult, Printer } from './printer.js';
import type { PrinterProfile } from './profiles.js';
import { askStatus, isBlocking, isStatus, statusQuestions, toHealth, type StatusAnswers } from './status.js';

/** Milliseconds of real time. */
export interface Patience {
  connectMs: number;
  answerMs: number;
  /** From the last byte handed over until the printer says that it is well. */
  confirmMs: number;
}
export const usualPatience: Patience = { connectMs: 3000, answerMs: 1000, confirmMs: 8000 };

interface TcpSettings {
  printerId: string;
  profile: PrinterProfile;
  host: string;
  port: number;
  patience: Patience;
}

/** The address of a host within the office, asked anew each time: a name may lead elsewhere today. Null: there is none. */
async function nearAddress(host: string): Promise<string | null> {
  if (isIP(host) !== 0) return isNear(host) ? host : null;
  const found = await lookup(host, { all: true }).catch(() => []);
  return found.find(({ address }) => isNear(address))?.address ?? null;
}

/** What is not there in time is null. */
async function within<T>(work: Promise<T | null>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  const first = await Promise.race([work, late]);
  clearTimeout(timer);
  return first;
}

/** One connection: opened, used for one job or one question, closed. Printers of this kind serve one at a time. */
class Line {
  #socket: Socket;
  #heard: ((byte: number | null) => void) | null = null;
  isClosed = false;
  #onAbort = (): void => void this.#socket.destroy();

  private constructor(
    socket: Socket,
    private readonly signal: AbortSignal,
  ) {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      for (const byte of chunk) if (isStatus(byte)) this.#hear(byte);
    });
    // an error is always followed by close; without a listener it would end the process
    socket.on('error', () => undefined);
    socket.on('close', () => this.#end());
    // a printer that hangs up while we still write has not taken everything
    socket.on('end', () => this.#end());
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  static async open({ host, port, patience }: TcpSettings, signal: AbortSignal): Promise<Line | null> {
    const ip = await within(nearAddress(host), patience.connectMs);
    if (ip === null || signal.aborted) return null;
    return new Promise((resolve) => {
      const socket = connect({ host: ip, port, noDelay: true });
      const line = new Line(socket, signal);
      const give = (opened: Line | null): void => {
        clearTimeout(timer);
        if (opened === null) socket.destroy();
        resolve(opened);
      };
      const timer = setTimeout(() => give(null), patience.connectMs);
      socket.once('connect', () => give(line));
      socket.once('close', () => give(null));
    });
  }

  #hear(byte: number | null): void {
    const heard = this.#heard;
    this.#heard = null;
    heard?.(byte);
  }

  #end(): void {
    this.isClosed = true;
    this.signal.removeEventListener('abort', this.#onAbort);
    this.#hear(null);
  }

  /** Null: no answer in time, or the line is closed. */
  async #answer(bytes: Uint8Array, waitMs: number): Promise<number | null> {
    if (this.isClosed) return null;
    let timer: NodeJS.Timeout | undefined;
    const answer = new Promise<number | null>((resolve) => {
      this.#heard = resolve;
      timer = setTimeout(() => this.#hear(null), waitMs);
    });
    this.#socket.write(bytes);
    const byte = await answer;
    clearTimeout(timer);
    return byte;
  }

  async health(waitMs: number): Promise<PrinterHealth> {
    const answers: StatusAnswers = { 1: 0, 2: 0, 3: 0, 4: 0 };
    for (const question of statusQuestions) {
      const byte = await this.#answer(askStatus(question), waitMs);
      if (byte === null) return 'unknown';
      answers[question] = byte;
    }
    return toHealth(answers);
  }

  /** True when the system has handed every byte over to the other side; false when the line broke before. */
  write(bytes: Uint8Array): Promise<boolean> {
    if (this.isClosed) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#socket.once('close', () => resolve(false));
      this.#socket.write(bytes, (error) => resolve(!(error instanceof Error)));
    });
  }

  /**
   * Ends politely and waits until the other side has too. False when the line broke, or when the printer hung up
   * before we did: then nobody knows how much it took.
   */
  finish(waitMs: number): Promise<boolean> {
    if (this.isClosed) return Promise.resolve(false);
    return new Promise((resolve) => {
      // a printer that keeps the line open after our end has had its bytes
      const timer = setTimeout(() => this.#socket.destroy(), waitMs);
      this.#socket.once('close', (hadError) => {
        clearTimeout(timer);
        resolve(!hadError);
      });
      this.#socket.end();
    });
  }

  drop(): void {
    this.#socket.destroy();
  }
}

/** Polls until the printer is well or silent; paper out or an open cover after sending stays a doubt. */
async function confirm(line: Line, { confirmMs, answerMs }: Patience): Promise<PrintResult> {
  const until = performance.now() + confirmMs;
  for (;;) {
    const health = await line.health(answerMs);
    if (health === 'ready' || health === 'paperLow') return 'printed';
    if (health === 'unknown' || performance.now() >= until) return 'unknown';
    await new Promise((resolve) => setTimeout(resolve, Math.min(250, confirmMs)));
  }
}

/** A network printer (port 9100 by custom), asked for its status over the connection that carries the job. */
export function makeTcpPrinter(settings: TcpSettings): Printer {
  const { printerId, profile, patience } = settings;

  async function send(line: Line, page: PrintPage): Promise<PrintResult> {
    if (profile.status && isBlocking(await line.health(patience.answerMs))) return 'failed';
    if (line.isClosed) return 'failed';
    if (!(await line.write(page.bytes))) return 'unknown';
    if (profile.status) return confirm(line, patience);
    return (await line.finish(patience.answerMs)) ? 'sent' : 'unknown';
  }

  return {
    printerId,
    profile,
    hasStatus: profile.status,
    isRepeatable: false,
    async print(page, signal) {
      const line = signal.aborted ? null : await Line.open(settings, signal);
      if (line === null) return 'failed';
      const result = await send(line, page);
      line.drop();
      return signal.aborted && result === 'sent' ? 'unknown' : result;
    },
    async health(signal) {
      const line = signal.aborted ? null : await Line.open(settings, signal);
      if (line === null) return 'offline';
      const health = profile.status ? await line.health(patience.answerMs) : 'unknown';
      line.drop();
      return health;
    },
  };
}
