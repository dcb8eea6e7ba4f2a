/**
 * A real provider of OpenID Connect on this machine, with a login page of its own: whatever login is typed there is let
 * in. What it answers can be spoilt, slowed or cut off.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { vi } from 'vitest';

export const client = { clientId: 'talon', clientSecret: 'what only the two of them know' };

/** `ok` answers by the protocol; each other mode is a way to be of no use. */
export type Mode = 'ok' | 'garbage' | 'endless' | 'silent' | 'error';

export interface TestProvider {
  issuer: string;
  /** How it answers from now on. */
  mode: Mode;
  /** Paths asked for, without what stands behind them. */
  asked: string[];
  /** login → what the provider calls the person for good; a login that is not here is its own subject. */
  subjects: Map<string, string>;
  /** Goes away and comes back at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const loginPage = (uid: string) =>
  `<!doctype html><html lang="ru"><title>Вход организации</title><h1>Вход организации</h1>
  <form method="post" action="/interaction/${uid}">
  <label>Имя <input name="login" autofocus></label><button>Продолжить</button><a href="/interaction/${uid}/abort">Отмена</a></form>`;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
}

/** `redirectUri` is the office's; `host` is how the issuer calls this machine. */
export async function openProvider(redirectUri: string, host = '127.0.0.1'): Promise<TestProvider> {
  // it says that it is meant for a newer Node, and that its keys are for development
  const silenced = (['warn', 'info', 'log', 'error'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation(() => undefined),
  );
  const { default: Provider } = await import('oidc-provider');
  let answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => response.end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const issuer = `http://${host}:${port}`;
  const subjects = new Map<string, string>();
  const subjectOf = (login: string) => subjects.get(login) ?? `subject of ${login}`;
  const loginOf = (subject: string) =>
    [...subjects].find(([, one]) => one === subject)?.[0] ?? subject.replace('subject of ', '');
  const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...jwk, kty: 'RSA', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['of a test'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, subject) => ({
      accountId: subject,
      claims: () => ({
        sub: subject,
        preferred_username: loginOf(subject),
        email: `${loginOf(subject)}@office.example`,
        email_verified: !loginOf(subject).startsWith('unproved'),
      }),
    }),
  });
  const byProtocol = provider.callback();

  async function interact(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const { uid, params } = await provider.interactionDetails(request, response);
    if (path.endsWith('/abort')) {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
      return;
    }
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(loginPage(uid));
      return;
    }
    const accountId = subjectOf(new URLSearchParams(await bodyOf(request)).get('login') ?? '');
    const grant = new provider.Grant({ accountId, clientId: client.clientId });
    grant.addOIDCScope(String(params.scope));
    const grantId = await grant.save();
    await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } });
  }

  const asked: string[] = [];
  const self: TestProvider = {
    issuer,
    mode: 'ok',
    asked,
    subjects,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
    start: () => new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready)),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      for (const one of silenced) one.mockRestore();
    },
  };
  answer = (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    asked.push(path);
    if (self.mode === 'silent') return;
    if (self.mode === 'error') return void response.writeHead(500).end('<h1>out of order</h1>');
    if (self.mode === 'garbage')
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"issuer": 7, "access_token":');
    if (self.mode === 'endless') {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      };
      response.on('drain', more);
      return more();
    }
    if (path.startsWith('/interaction/'))
      return void interact(request, response, path).catch(() => response.writeHead(500).end('no such interaction'));
    void byProtocol(request, response);
  };
  return self;
}

/** What a browser keeps between the provider's pages. */
type Jar = Map<string, string>;

async function step(jar: Jar, url: string, body: URLSearchParams | null): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const method = body === null ? 'GET' : 'POST';
  const response = await fetch(url, { method, body, headers: { cookie }, redirect: 'manual' });
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return response;
}

/**
 * Goes to the provider, types a login there (null turns back), and returns the address by which the provider sends the
 * browser home. `jar` is the provider's part of the browser.
 */
export async function throughProvider(url: string, login: string | null, jar: Jar = new Map()): Promise<URL> {
  const home = (at: URL) => at.pathname.endsWith('/sso/callback');
  let at = new URL(url);
  let body: URLSearchParams | null = null;
  for (let steps = 0; steps < 12; steps += 1) {
    const response = await step(jar, at.href, body);
    body = null;
    const location = response.headers.get('location');
    if (location !== null) at = new URL(location, at);
    else if (!(await response.text()).includes('<form'))
      throw new Error(`the provider says ${response.status} at ${at}`);
    else if (login === null) at = new URL(`${at.href}/abort`);
    else body = new URLSearchParams({ login });
    if (home(at)) return at;
  }
  throw new Error('the provider leads nowhere');
}
