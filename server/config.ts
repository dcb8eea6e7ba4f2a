/** The only reader of the environment. What it does not understand stops the start with a sentence. */
import { join, resolve } from 'node:path';
import * as z from 'zod';

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
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
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
  publicUrl: string | null;
  tls: { certFile: string; keyFile: string } | null;
  isSecure: boolean;
  trustedProxies: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Rate limits times this: for a benchmark, which says so. */
  limitsFactor: number;
  isDev: boolean;
  migrationsDir: string;
  webDir: string;
  themeDir: string;
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
    anchorFiles: [join(dataDir, 'anchors.log'), ...(env.ANCHORS === undefined ? [] : [resolve(env.ANCHORS)])],
    publicUrl,
    tls,
    isSecure: tls !== null || (publicUrl?.startsWith('https:') ?? false),
    trustedProxies: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
    limitsFactor: env.LIMITS_FACTOR,
    isDev: env.TALON_DEV,
    migrationsDir: join(root, 'prisma/migrations'),
    webDir: join(root, 'dist/web'),
    themeDir: join(root, 'server/theme'),
  };
}
