/** Presses over HTTP by people who write down what they were told: after a crash each of them can be asked again. */
import {
  CasePage,
  DeskView,
  type CommandName,
  type Payload,
  type ReportName,
  type ViewName,
} from '../../server/contract/index.js';
import type { Presser } from './child.js';

export interface Sent {
  what: string;
  by: Presser;
  /** Sends the very same again, under the same id. */
  again: () => Promise<unknown>;
  /** What was acknowledged; undefined when the server died over it. */
  reply?: unknown;
}

export const isYes = (reply: unknown): reply is { ok: true; data: Record<string, unknown> } =>
  typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok === true;

export interface Presses {
  /** Where the server is now. */
  at(url: string): void;
  sent: Sent[];
  press<N extends CommandName>(by: Presser, name: N, payload: Omit<Payload<N>, 'requestId'>): Promise<unknown>;
  /** Hands a file in. */
  file(by: Presser, receptionId: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<unknown>;
  desk(by: Presser): Promise<DeskView>;
  caseOf(by: Presser, receptionId: string): Promise<CasePage>;
  ask(by: Presser, name: ReportName | ViewName, kind: 'reports' | 'views', query: string): Promise<unknown>;
}

/** `mark` makes the ids of this run's presses its own. All calls throw when the server is gone. */
export function makePresses(mark: string): Presses {
  let url = '';
  let count = 0;
  const sent: Sent[] = [];
  const headers = (by: Presser) => ({ 'x-talon-as': by.as, cookie: by.cookie });
  const post = async (path: string, body: BodyInit, more: Record<string, string>): Promise<unknown> =>
    (await fetch(`${url}/api/${path}`, { method: 'POST', headers: more, body })).json();
  const nextId = () => {
    count += 1;
    return `${mark}-${count}`;
  };

  async function send(what: string, by: Presser, again: () => Promise<unknown>): Promise<unknown> {
    const one: Sent = { what, by, again };
    sent.push(one);
    one.reply = await again();
    return one.reply;
  }

  async function ask(by: Presser, name: string, kind: 'reports' | 'views', query: string): Promise<unknown> {
    const response = await fetch(`${url}/api/${kind}/${name}?${query}`, { headers: headers(by) });
    const reply: unknown = await response.json();
    if (!isYes(reply)) throw new Error(`${name} was refused: ${JSON.stringify(reply)}`);
    return reply.data;
  }

  return {
    sent,
    ask,
    at: (next) => void (url = next),
    press(by, name, payload) {
      const body = JSON.stringify({ requestId: nextId(), ...payload });
      return send(name, by, () => post(name, body, { 'content-type': 'application/json', ...headers(by) }));
    },
    file(by, receptionId, name, bytes) {
      const more = {
        'content-type': 'application/octet-stream',
        'x-talon-request': nextId(),
        'x-talon-reception': receptionId,
        'x-talon-name': encodeURIComponent(name),
        ...headers(by),
      };
      return send('file', by, () => post('files', bytes, more));
    },
    desk: async (by) => DeskView.parse(await ask(by, 'desk', 'views', '')),
    caseOf: async (by, receptionId) => CasePage.parse(await ask(by, 'case', 'reports', `receptionId=${receptionId}`)),
  };
}
