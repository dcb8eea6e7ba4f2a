/** The server that listens: plain, or with the office's own certificate. */
import { createServer as createPlain, type Server } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { Config } from '../config.js';
import type { Log } from '../doors/given.js';
import { followPair, readPair } from './tls.js';

// a request that trickles in holds a place that another could have
const patience = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };

/** A server that answers nothing yet and listens nowhere. Throws a sentence when its certificate cannot be served. */
export function makeServer(tls: Config['tls'], log: Pick<Log, 'info' | 'error'>): Server {
  if (tls === null) return createPlain(patience);
  const server = createTls({ ...patience, ...readPair(tls) });
  followPair(server, tls, log);
  return server;
}

/** Listens and resolves with the address as a browser writes it; rejects when the port is somebody's. */
export async function listen(
  server: Server,
  config: Pick<Config, 'host' | 'port' | 'tls'>,
): Promise<{ url: string; port: number }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const name = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  const host = name.includes(':') ? `[${name}]` : name;
  return { url: `${config.tls === null ? 'http' : 'https'}://${host}:${port}`, port };
}

/** Stops listening and lets nobody who is connected hold it up. */
export async function stopListening(server: Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}
