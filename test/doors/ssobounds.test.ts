/** What a provider of single sign-on may cost: an answer has a longest length, and a person a longest wait. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeProvider, type Provider } from '../../server/doors/provider.js';

/** The longest answer that is read. */
const longest = 512 * 1024;
const endings: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const end of endings.splice(0)) end();
});

/** A provider that answers so when it is asked what it is. */
async function providerThat(answer: (response: ServerResponse, issuer: string) => void): Promise<Provider> {
  let issuer = '';
  const server = createServer((_request, response) => answer(response, issuer));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  endings.push(() => {
    server.close();
    server.closeAllConnections();
  });
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { clientId: 'talon', clientSecret: 'secret', claim: 'name', name: 'Портал', prompt: null };
  return makeProvider({ issuer, ...client }, 'https://talon.example', () => 0);
}

/** Its description of itself, which blanks make so long. */
function described(response: ServerResponse, issuer: string, length: number): void {
  const said = JSON.stringify({
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
  });
  response.writeHead(200, { 'content-type': 'application/json' }).end(said.padEnd(length));
}

describe('an answer of the provider', () => {
  it('of the longest length is read', async () => {
    const provider = await providerThat((response, issuer) => described(response, issuer, longest));
    expect(await provider.begin()).toMatchObject({ ok: true });
  });

  it('that is longer is none, however right it is', async () => {
    const provider = await providerThat((response, issuer) => described(response, issuer, longest + 1));
    expect(await provider.begin()).toMatchObject({ ok: false });
  });

  it('is waited for five seconds, and a person is told so', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let heard = () => undefined as void;
    const asked = new Promise<void>((hear) => (heard = hear));
    const provider = await providerThat(() => heard());
    let told: unknown = 'nothing yet';
    const ended = provider.begin().then((begun) => (told = begun));
    await asked;
    await vi.advanceTimersByTimeAsync(4999);
    expect(told).toBe('nothing yet');
    await vi.advanceTimersByTimeAsync(1);
    // the clock of this wait is ours: no other one has gone on
    await ended;
    expect(told).toEqual({ ok: false, fault: 'TimeoutError' });
  });
});
