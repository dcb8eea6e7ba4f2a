import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as overTls } from 'node:https';
import { request as inTheClear } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.js';
import { makeClock } from '../../server/devices/clock.js';
import { makeLog } from '../../server/devices/log.js';
import { openOffice } from '../../server/open.js';
import { projectRoot } from '../../server/project.js';
import { readPair } from '../../server/serving/tls.js';

let folder = '';
const endings: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talon-tls-'));
});
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
  rmSync(folder, { recursive: true });
});

/** A self-signed certificate for this machine and its key, as an administrator makes them. */
function makePair(name: string): { certFile: string; keyFile: string } {
  const [certFile, keyFile] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
      ...['-keyout', keyFile, '-out', certFile],
    ],
    { stdio: 'ignore' },
  );
  return { certFile, keyFile };
}

async function openOver(pair: { certFile: string; keyFile: string }) {
  const config = readConfig(
    { DATA_DIR: join(folder, 'data'), PORT: '0', TLS_CERT: pair.certFile, TLS_KEY: pair.keyFile },
    projectRoot(),
  );
  const { app, first } = await openOffice({
    ...{ config, clock: makeClock(null, 1), log: makeLog('silent', null), version: '0', vite: null },
    isClockGiven: false,
    change: (spec) => spec,
  });
  endings.push(() => app.close());
  return { ...(await app.listen()), first };
}

interface Told {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** The name in the certificate that was shown; empty in the clear. */
  shown: string;
}

function ask(port: number, path: string, body: string | null, isSafe = true): Promise<Told> {
  return new Promise((tell, fail) => {
    const asked = (isSafe ? overTls : inTheClear)(
      {
        ...{ host: '127.0.0.1', port, path, method: body === null ? 'GET' : 'POST', agent: false },
        // it is our own, and signed by nobody
        ...(isSafe ? { rejectUnauthorized: false } : {}),
        headers: body === null ? {} : { 'content-type': 'application/json' },
      },
      (response) => {
        const { socket } = response;
        const shown = socket instanceof TLSSocket ? String(socket.getPeerCertificate().subject.CN) : '';
        response.resume().on('end', () => tell({ status: response.statusCode ?? 0, headers: response.headers, shown }));
      },
    );
    asked.once('error', fail).end(body ?? undefined);
  });
}

describe('an office with a certificate of its own', () => {
  it('answers over TLS alone, keeps browsers there, and gives a cookie that never leaves in the clear', async () => {
    const { port, url, first } = await openOver(makePair('first'));
    expect(url).toBe(`https://127.0.0.1:${port}`);
    const { status, headers, shown } = await ask(port, '/health', null);
    expect([status, shown]).toEqual([200, 'first']);
    expect(headers['strict-transport-security']).toBe('max-age=15552000');
    await expect(ask(port, '/health', null, false)).rejects.toThrow();
    const press = { requestId: 'r', login: first?.login, password: first?.password };
    const signedIn = await ask(port, '/api/session:signIn', JSON.stringify(press));
    expect(signedIn.status).toBe(200);
    expect(String(signedIn.headers['set-cookie'])).toMatch(/^talon_staff=.*HttpOnly.*; Secure/);
  });

  it('serves a renewed one within seconds, and the last good one while the new pair is incomplete', async () => {
    const pair = makePair('first');
    const { port } = await openOver(pair);
    const renewed = makePair('renewed');
    const shown = async () => (await ask(port, '/health', null)).shown;
    writeFileSync(pair.certFile, readFileSync(renewed.certFile));
    await new Promise((tell) => setTimeout(tell, 3000));
    expect(await shown()).toBe('first');
    writeFileSync(pair.keyFile, readFileSync(renewed.keyFile));
    await expect.poll(shown, { interval: 250 }).toBe('renewed');
  });

  it('does not start with files that cannot be served, and says which and why, but not what was in them', async () => {
    const good = makePair('good');
    const other = makePair('other');
    const broken = join(folder, 'broken.pem');
    writeFileSync(broken, '-----BEGIN CERTIFICATE-----\nSECRET\n-----END CERTIFICATE-----\n');
    const refusals: [string, string, RegExp][] = [
      [join(folder, 'none.crt'), good.keyFile, /^TLS_CERT: the file .*none\.crt cannot be read \(ENOENT\)\.$/],
      [broken, good.keyFile, /^TLS_CERT: .*broken\.pem is no certificate in PEM\.$/],
      [good.certFile, broken, /^TLS_KEY: .*broken\.pem is no private key in PEM without a password\.$/],
      [good.keyFile, good.certFile, /^TLS_CERT: .*good\.key is no certificate in PEM\.$/],
      [good.certFile, other.keyFile, /^TLS_KEY: the key in .*other\.key does not belong to the certificate in .*good/],
    ];
    for (const [certFile, keyFile, sentence] of refusals) {
      expect(() => readPair({ certFile, keyFile })).toThrow(sentence);
      await expect(openOver({ certFile, keyFile })).rejects.toThrow(sentence);
    }
  });
});
