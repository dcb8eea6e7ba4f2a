/** The office's own certificate: checked before anything begins, and taken anew when its files change. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Config } from '../config.js';
import type { Log } from '../doors/given.js';

export interface Pair {
  cert: Buffer;
  key: Buffer;
}

type Files = NonNullable<Config['tls']>;

/** How often the files are looked at; a symbolic link is followed. */
const lookMs = 2_000;

function read(variable: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Error(`${variable}: the file ${file} cannot be read (${why}).`, { cause: error });
  }
}

/** What `work` makes; whatever it throws becomes this sentence. */
function orSay<T>(work: () => T, sentence: string): T {
  try {
    return work();
  } catch (error) {
    throw new Error(sentence, { cause: error });
  }
}

/** Certificate and key, when they are PEM and belong together. Throws a sentence; what was in the files stays out of it. */
export function readPair({ certFile, keyFile }: Files): Pair {
  const cert = read('TLS_CERT', certFile);
  const key = read('TLS_KEY', keyFile);
  const first = orSay(() => new X509Certificate(cert), `TLS_CERT: ${certFile} is no certificate in PEM.`);
  const own = orSay(() => createPrivateKey(key), `TLS_KEY: ${keyFile} is no private key in PEM without a password.`);
  if (!first.checkPrivateKey(own))
    throw new Error(`TLS_KEY: the key in ${keyFile} does not belong to the certificate in ${certFile}.`);
  orSay(() => createSecureContext({ cert, key }), `TLS_CERT: the certificate in ${certFile} cannot be served.`);
  return { cert, key };
}

/**
 * Serves what the files hold from now on: a renewed certificate needs no restart. While they do not fit together, as
 * between the writing of one and the other, the last good ones are served. Ends with the server.
 */
export function followPair(server: Server, files: Files, log: Pick<Log, 'info' | 'error'>): void {
  const again = () => {
    try {
      server.setSecureContext(readPair(files));
      log.info({}, 'the certificate was read again');
    } catch (error) {
      log.error({ error }, 'the changed certificate cannot be served; the last good one is');
    }
  };
  const watched = [files.certFile, files.keyFile];
  for (const file of watched) watchFile(file, { interval: lookMs, persistent: false }, again);
  server.on('close', () => watched.forEach((file) => unwatchFile(file, again)));
}
