/**
 * The provider of single sign-on, by OpenID Connect: where a person is sent, and whom it says has come back. Nothing that
 * it answers is logged but the name of a fault: answers hold codes and tokens.
 */
import type { Configuration, CustomFetch } from 'openid-client';
import type { SsoConfig } from './given.js';

/** All that is asked of the provider while one person waits, from the first byte to the last. */
const patienceSeconds = 5;
/** What it says of itself is asked again after this; its keys are looked at by the library whenever one is not known. */
const keptMs = 3600_000;
/** More than any token, key set or description has; what is longer is not read to its end. */
const longestAnswer = 512 * 1024;

/** What a login that is under way must find again. None of it leaves this process, but as a hash or in the address. */
export interface Secrets {
  state: string;
  nonce: string;
  verifier: string;
}

/** Somebody whom the provider has known: `subject` for good, `name` as it is called now; null when it did not say. */
export interface Proved {
  issuer: string;
  subject: string;
  name: string | null;
}

/** `unfinished`: the person turned back, or this login was finished before. `failed`: the provider is away or talks nonsense. */
export type Redeemed = { ok: true; proved: Proved } | { ok: false; why: 'unfinished' | 'failed'; fault: string };
type Begun = { ok: true; url: string; secrets: Secrets } | { ok: false; fault: string };

export interface Provider {
  begin(): Promise<Begun>;
  /** `search` is what stands behind the question mark of the address that the browser came back by. */
  redeem(search: string, secrets: Secrets): Promise<Redeemed>;
}

/** Reads no longer than the answer of a provider can be. */
const boundedFetch: CustomFetch = async (url, { body, headers, method, redirect, signal }) => {
  const sent = body instanceof Uint8Array ? Buffer.from(body) : (body ?? null);
  const response = await fetch(url, { body: sent, headers, method, redirect, signal: signal ?? null });
  const parts: Uint8Array[] = [];
  let length = 0;
  const coming: AsyncIterable<Uint8Array> | Uint8Array[] = response.body ?? [];
  for await (const part of coming) {
    length += part.byteLength;
    if (length > longestAnswer) throw new TypeError('the answer is too long');
    parts.push(part);
  }
  const { status } = response;
  return new Response(length === 0 ? null : Buffer.concat(parts), { status, headers: response.headers });
};

const said = (error: unknown, key: 'code' | 'error' | 'name'): string | null => {
  const value: unknown = typeof error === 'object' && error !== null && key in error ? Reflect.get(error, key) : null;
  return typeof value === 'string' && /^[\w.-]{1,64}$/.test(value) ? value : null;
};

/** The name of a fault, never its words. */
function faultOf(error: unknown): string {
  const cause = error instanceof Error ? said(error.cause, 'code') : null;
  const names = [said(error, 'error'), said(error, 'code'), cause, said(error, 'name')].filter((one) => one !== null);
  return names.slice(0, 2).join(' ') || 'unknown';
}

/** What says that this login, and not the provider, is at its end. */
const turnedBack = new Set(['access_denied', 'invalid_grant', 'login_required', 'interaction_required']);

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_yes, no) => {
    timer = setTimeout(() => no(new DOMException('the provider is slow', 'TimeoutError')), patienceSeconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Asks nothing of the provider before somebody signs in. `publicUrl` is where browsers reach this office, without a
 * trailing slash; `now` is real time in milliseconds since the epoch.
 */
export function makeProvider(config: SsoConfig, publicUrl: string, now: () => number): Provider {
  // a start of an office without single sign-on loads none of it
  const library = () => import('openid-client');
  const redirectUri = `${publicUrl}/api/sso/callback`;
  let known: { at: number; asked: Promise<Configuration> } | null = null;

  async function discover(): Promise<Configuration> {
    const client = await library();
    const basic = client.ClientSecretBasic(config.clientSecret);
    const byPost = client.ClientSecretPost(config.clientSecret);
    const isPlain = config.issuer.startsWith('http:');
    return client.discovery(
      new URL(config.issuer),
      config.clientId,
      undefined,
      (as, ...rest) => {
        const ways = as.token_endpoint_auth_methods_supported;
        const way = ways === undefined || ways.includes('client_secret_basic') ? basic : byPost;
        way(as, ...rest);
      },
      {
        timeout: patienceSeconds,
        [client.customFetch]: boundedFetch,
        // without TLS only on this machine: the configuration takes no other
        execute: isPlain ? [client.allowInsecureRequests] : [],
      },
    );
  }

  /** Shared by all who ask meanwhile; a failure is asked again by the next one. */
  function ask(): Promise<Configuration> {
    if (known !== null && now() - known.at < keptMs) return known.asked;
    const asked = discover();
    known = { at: now(), asked };
    asked.catch(() => {
      if (known?.asked === asked) known = null;
    });
    return asked;
  }

  async function prove(search: string, { state, nonce, verifier }: Secrets): Promise<Proved> {
    const client = await library();
    const server = await ask();
    const tokens = await client.authorizationCodeGrant(server, new URL(`${redirectUri}${search}`), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new TypeError('no identity came');
    const { iss: issuer, sub: subject } = claims;
    const isAtUserinfo = claims[config.claim] === undefined && server.serverMetadata().userinfo_endpoint !== undefined;
    const more = isAtUserinfo ? await client.fetchUserInfo(server, tokens.access_token, subject) : claims;
    const name = more[config.claim];
    // a mail address that nobody has proved to be theirs names nobody
    const isProved = config.claim !== 'email' || more.email_verified === true;
    return { issuer, subject, name: typeof name === 'string' && isProved ? name : null };
  }

  return {
    async begin() {
      try {
        const client = await library();
        const server = await inTime(ask());
        const secrets = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
        };
        const url = client.buildAuthorizationUrl(server, {
          redirect_uri: redirectUri,
          scope: config.claim === 'email' ? 'openid profile email' : 'openid profile',
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: 'S256',
          ...(config.prompt === null ? {} : { prompt: config.prompt }),
        });
        return { ok: true, url: url.href, secrets };
      } catch (error) {
        return { ok: false, fault: faultOf(error) };
      }
    },
    async redeem(search, secrets) {
      try {
        return { ok: true, proved: await inTime(prove(search, secrets)) };
      } catch (error) {
        const isOver = turnedBack.has(said(error, 'error') ?? '');
        return { ok: false, why: isOver ? 'unfinished' : 'failed', fault: faultOf(error) };
      }
    },
  };
}
