import pino, { type DestinationStream, type Logger } from 'pino';
import { scrub, scrubText } from './scrub.js';

export type Log = Logger;

/** Fields that never reach a log, wherever they stand in the first levels of what is logged. */
const SECRET_FIELDS = [
  'authorization',
  'password',
  'secret',
  'token',
  'key',
  'cookie',
  'identityNumber',
  'phone',
  'email',
  'address',
  'applicantName',
  'nationalAccountId',
  'body',
  'payload',
  'snapshot',
];

/**
 * JSON lines. Known fields are redacted by name; of all else personal numbers, e-mail addresses and secrets are taken out of every
 * text. `level`: pino's, or `silent`.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '***',
    },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (object: Record<string, unknown>) => scrub(object) as Record<string, unknown>,
    },
    serializers: { err: (error: unknown) => scrub(error) },
    hooks: {
      logMethod(
        this: Logger,
        args: Parameters<Logger['info']>,
        method: (...args: Parameters<Logger['info']>) => void,
      ) {
        const clean = (args as unknown[]).map((part) => (typeof part === 'string' ? scrubText(part) : part));
        method.apply(this, clean as Parameters<Logger['info']>);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
