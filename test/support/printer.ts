/** A printer on the network: a real TCP server on a free port that keeps what it is sent and answers `DLE EOT n`. */
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

export type Mood = 'well' | 'nearEnd' | 'paperOut' | 'coverOpen' | 'offline' | 'silent' | 'hangsUp' | 'mute';

/** Answers to `DLE EOT 1…4` as the manuals give them. */
const answers: Record<Exclude<Mood, 'silent' | 'hangsUp' | 'mute'>, readonly number[]> = {
  well: [0x12, 0x12, 0x12, 0x12],
  nearEnd: [0x12, 0x12, 0x12, 0x1e],
  paperOut: [0x1a, 0x32, 0x12, 0x7e],
  coverOpen: [0x1a, 0x16, 0x12, 0x12],
  offline: [0x1a, 0x12, 0x12, 0x12],
};

export interface NetworkPrinter {
  port: number;
  /** May be changed at any time; `silent` accepts and never answers, `mute` stops answering once it was given a job. */
  mood: Mood;
  /** The jobs that arrived, one per connection that brought any bytes beyond questions. */
  papers(): Uint8Array[];
  connections(): number;
  /** Called with each byte of a job as it arrives, before any answer. */
  onJob: () => void;
  stop(): Promise<void>;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return address.port;
}

export async function startPrinter(mood: Mood, port = 0): Promise<NetworkPrinter> {
  const jobs: number[][] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    const job: number[] = [];
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      for (let at = 0; at < chunk.length; at += 1) {
        const isQuestion = chunk[at] === 0x10 && chunk[at + 1] === 0x04;
        if (isQuestion) {
          answer(socket, chunk[at + 2] ?? 1, job.length > 0);
          at += 2;
        } else {
          if (job.length === 0) jobs.push(job);
          job.push(chunk[at] ?? 0);
          printer.onJob();
        }
      }
      if (printer.mood === 'hangsUp' && job.length > 0) socket.resetAndDestroy();
    });
  });

  function answer(socket: Socket, question: number, hasJob: boolean): void {
    const mood = printer.mood;
    if (mood === 'silent' || (mood === 'mute' && hasJob)) return;
    const said = answers[mood === 'hangsUp' || mood === 'mute' ? 'well' : mood][question - 1];
    if (said !== undefined) socket.write(Uint8Array.of(said));
  }

  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const printer: NetworkPrinter = {
    port: portOf(server.address()),
    mood,
    papers: () => jobs.map((job) => Uint8Array.from(job)),
    connections: () => connections,
    onJob: () => undefined,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return printer;
}

/** A free port among those of network printers: the office asks no others. */
export async function printerPort(): Promise<number> {
  for (let port = 9100; port <= 9109; port += 1) {
    const isTaken = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ host: '127.0.0.1', port }, () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('close', () => socket.destroy());
    });
    if (!isTaken) return port;
  }
  throw new Error('every port of a printer is taken');
}

/** A printer at a port that the office asks; another run of tests on this machine may have taken some of them. */
export async function startAskedPrinter(mood: Mood): Promise<NetworkPrinter> {
  for (let port = 9100; port <= 9109; port += 1) {
    const started = await startPrinter(mood, port).catch(() => null);
    if (started !== null) return started;
  }
  throw new Error('every port of a printer is taken');
}
