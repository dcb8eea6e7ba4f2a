/**
 * The log: JSON lines, one an event. It carries ids, codes and times; secrets and personal data are cut out here too,
 * should somebody hand them in by mistake.
 */
import { writeSync } from 'node:fs';
import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Fields that never stand in a log, at the top or one level below. */
const hidden = [
  'password',
  'old',
  'fresh',
  'token',
  'secret',
  'code',
  'cookie',
  'authorization',
  'login',
  'name',
  'note',
  'text',
  'regNo',
  'inn',
  'kpp',
  'ogrn',
  'snils',
  'payer',
  'representative',
  'identity',
  'authority',
  'sender',
  'address',
  'content',
  'card',
  'headers',
  'payload',
  'values',
];

/** A log must not stop an office: a line that cannot be written (a full disk, a closed pipe) is lost, nothing else. */
const standardOutput: DestinationStream = {
  write(line) {
    try {
      writeSync(1, line);
    } catch {
      // there is nobody left to tell
    }
  },
};

/** A logger at `level`. `stream` null writes to standard output. */
export function makeLog(level: LogLevel, stream: DestinationStream | null): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
    // an error's own `code` says what broke; a code that pairs a device never stands in one
    redact: { paths: hidden.flatMap((field) => (field === 'code' ? [field] : [field, `*.${field}`])), censor: '[cut]' },
  };
  return pino(options, stream ?? standardOutput);
}
