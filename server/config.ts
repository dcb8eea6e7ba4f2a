/** The only reader of the environment. What it does not understand stops the start with a sentence. */
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import type { SsoConfig } from './doors/given.js';

const Port = z.coerce.number().int().min(0).max(65_535);
const Yes = z.enum(['0', '1']).transform((value) => value === '1');

const Environment = z.object({
  PORT: Port.default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(9).default(0),
  ANCHORS: z.string().optional(),
  EXPORT_DIR: z.string().optional(),
  BACKUP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, HH:MM')
    .optional(),
  BACKUP_DIR: z.string().optional(),
  BACKUP_KEEP: z.coerce.number().int().min(1).max(1000).default(14),
  METRICS_TOKEN: z.string().min(16).optional(),
  DISK_FREE_MB: z.coerce.number().int().min(0).default(200),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ALERT_WEBHOOK_URL: z.string().optional(),
  ALERT_WEBHOOK_SECRET: z.string().optional(),
  OIDC_ISSUER: z.string().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_CLAIM: z.string().optional(),
  OIDC_NAME: z.string().max(40).optional(),
  OIDC_PROMPT: z.enum(['login', 'select_account', 'consent']).optional(),
  LIMITS_FACTOR: z.coerce.number().min(1).max(10_000).default(1),
  TALON_DEV: Yes.default(false),
});

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseFile: string;
  socketFile: string;
  paperDir: string;
  /** The key that kept answers are sealed with. */
  answerKeyFile: string;
  anchorFiles: string[];
  /** Where erasures are told: beside every file of anchors, and beside the backups. */
  ledgers: string[];
  /** Where the sheets of closed days are written, and where it is kept how far that came. */
  exports: { folder: string; stateFile: string };
  backups: {
    folder: string;
    /** Listened at while a backup is made, so that one is made at a time. */
    socketFile: string;
    /** `HH:MM` in the office's zone; null makes none by itself. */
    at: string | null;
    /** A second folder, best on another disk. */
    second: string | null;
    /** How many are kept in each folder. */
    keep: number;
  };
  /** Opens /metrics to who is not on this machine. */
  metricsToken: string | null;
  /** With less free on the disk of DATA_DIR the office calls itself not ready. */
  leastFreeMb: number;
  publicUrl: string | null;
  tls: { certFile: string; keyFile: string } | null;
  isSecure: boolean;
  trustedProxies: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where new alerts are told, and the secret that they are signed with; null: nowhere. */
  webhook: { url: string; secret: string } | null;
  /** Null: staff sign in with passwords alone. */
  sso: SsoConfig | null;
  /** Rate limits times this: for a benchmark, which says so. */
  limitsFactor: number;
  isDev: boolean;
  migrationsDir: string;
  webDir: string;
  themeDir: string;
}

/** Shorter ones can be guessed from a few letters that were overheard. */
const shortestSecret = 16;

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** The address that alerts are told to; what it says of people's work does not cross a network in the clear. */
function webhookOf(url: string | undefined, secret: string | undefined): Config['webhook'] {
  if (url === undefined && secret === undefined) return null;
  if (url === undefined || secret === undefined)
    throw new Error('ALERT_WEBHOOK_URL and ALERT_WEBHOOK_SECRET are given together or not at all.');
  const address = URL.canParse(url) ? new URL(url) : null;
  const isSafe = address?.protocol === 'https:' || (address?.protocol === 'http:' && isLoopback(address.hostname));
  if (address === null || !isSafe)
    throw new Error('ALERT_WEBHOOK_URL must be an https:// address (http:// only on this machine).');
  if (address.username !== '' || address.password !== '')
    throw new Error('ALERT_WEBHOOK_URL must not carry a name or password: what is told is signed instead.');
  if (secret.length < shortestSecret)
    throw new Error(`ALERT_WEBHOOK_SECRET must have at least ${shortestSecret} characters.`);
  return { url: address.href, secret };
}

/** What names a person in a token, where nothing else was said. */
const usualClaim = 'preferred_username';

/** The provider of single sign-on, whole or not at all: half of one would keep people out in the morning. */
function ssoOf(env: z.infer<typeof Environment>, publicUrl: string | null): SsoConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) {
    if (env.OIDC_CLAIM ?? env.OIDC_NAME ?? env.OIDC_PROMPT)
      throw new Error('OIDC_CLAIM, OIDC_NAME and OIDC_PROMPT say nothing without OIDC_ISSUER.');
    return null;
  }
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new Error('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are given together or not at all.');
  if (publicUrl === null)
    throw new Error('OIDC_ISSUER needs PUBLIC_URL: the provider sends people back to PUBLIC_URL/api/sso/callback.');
  const address = URL.canParse(issuer) ? new URL(issuer) : null;
  const isSafe = address?.protocol === 'https:' || (address?.protocol === 'http:' && isLoopback(address.hostname));
  if (address === null || !isSafe)
    throw new Error('OIDC_ISSUER must be an https:// address (http:// only on this machine).');
  if (address.username !== '' || address.password !== '' || address.search !== '' || address.hash !== '')
    throw new Error('OIDC_ISSUER must be the plain address of the issuer, as it stands in its tokens.');
  const { OIDC_CLAIM: claim = usualClaim, OIDC_NAME: name = address.hostname, OIDC_PROMPT: prompt = null } = env;
  return { issuer, clientId, clientSecret, claim, name, prompt };
}

/** `root` is the project's folder: built files and migrations stand below it. Throws a readable message. */
export function readConfig(environment: Record<string, string | undefined>, root: string): Config {
  // a variable that is set to nothing is not set
  const said = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(said);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration is not understood.\n  ${faults.join('\n  ')}`);
  }
  const env = parsed.data;
  if ((env.TLS_CERT === undefined) !== (env.TLS_KEY === undefined))
    throw new Error('TLS_CERT and TLS_KEY are given together or not at all.');
  const dataDir = resolve(env.DATA_DIR);
  const publicUrl = env.PUBLIC_URL?.replace(/\/+$/, '') ?? null;
  const tls =
    env.TLS_CERT === undefined || env.TLS_KEY === undefined ? null : { certFile: env.TLS_CERT, keyFile: env.TLS_KEY };
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir,
    databaseFile: join(dataDir, 'talon.db'),
    socketFile: join(dataDir, 'talon.sock'),
    paperDir: join(dataDir, 'paper'),
    answerKeyFile: join(dataDir, 'answers.key'),
    ledgers: [
      ...new Set([
        dataDir,
        ...[env.ANCHORS].flatMap((file) => (file === undefined ? [] : dirname(resolve(file)))),
        join(dataDir, 'backups'),
        ...[env.BACKUP_DIR].flatMap((folder) => (folder === undefined ? [] : resolve(folder))),
      ]),
    ].map((folder) => join(folder, 'erasures.log')),
    anchorFiles: [join(dataDir, 'anchors.log'), ...(env.ANCHORS === undefined ? [] : [resolve(env.ANCHORS)])],
    exports: {
      folder: env.EXPORT_DIR === undefined ? join(dataDir, 'exports') : resolve(env.EXPORT_DIR),
      stateFile: join(dataDir, 'exported.json'),
    },
    backups: {
      folder: join(dataDir, 'backups'),
      socketFile: join(dataDir, 'backup.sock'),
      at: env.BACKUP_AT ?? null,
      second: env.BACKUP_DIR === undefined ? null : resolve(env.BACKUP_DIR),
      keep: env.BACKUP_KEEP,
    },
    metricsToken: env.METRICS_TOKEN ?? null,
    leastFreeMb: env.DISK_FREE_MB,
    publicUrl,
    tls,
    isSecure: tls !== null || (publicUrl?.startsWith('https:') ?? false),
    trustedProxies: env.TRUST_PROXY,
    webhook: webhookOf(env.ALERT_WEBHOOK_URL, env.ALERT_WEBHOOK_SECRET),
    sso: ssoOf(env, publicUrl),
    logLevel: env.LOG_LEVEL,
    limitsFactor: env.LIMITS_FACTOR,
    isDev: env.TALON_DEV,
    migrationsDir: join(root, 'prisma/migrations'),
    webDir: join(root, 'dist/web'),
    themeDir: join(root, 'server/theme'),
  };
}
