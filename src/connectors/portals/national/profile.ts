import { z } from 'zod';
import { hashOf } from '../../../domain/canonical.js';
import { codeTable } from '../code-table.js';

const ms = z.number().int().min(0);
const positiveMs = z.number().int().min(1);
const count = z.number().int().min(1);
const path = z.string().regex(/^\/\S*$/, 'expected a path that begins with /');
const httpStatus = z.number().int().min(400).max(599);
/** Codes come as text or as a number, on the wire and here. */
const codes = z.array(
  z.union([z.string().min(1), z.number().int()]).transform((code) => String(code).trim()),
);

const codesSchema = codeTable(codes, {
  accepted: ['0', '00'],
  alreadyExists: ['3'],
  notFound: ['-3'],
  sessionExpired: ['-2'],
  busy: ['-9'],
});

/**
 * Everything about the national portal that nothing public says, as data (docs/portals/national.md). Durations in ms,
 * sizes in bytes.
 */
const profileSchema = z.strictObject({
  loginPath: path.default('/mapi/login'),
  servicePath: path.default('/mapi/g'),
  dstcodeIn: z.enum(['header', 'query', 'both']).default('both'),
  codes: codesSchema.prefault({}),
  notProcessedHttp: z.array(httpStatus).default([503]),
  connectTimeout: positiveMs.default(10_000),
  answerTimeout: positiveMs.default(60_000),
  maxBatch: count.default(50),
  maxBatchBytes: count.default(4_000_000),
  traceBatch: count.default(10),
  traceReadBack: z.boolean().default(true),
  readBackDelays: z.array(ms).min(1).default([2_000, 6_000, 15_000]),
  readBackTries: count.default(10),
  attempts: count.default(8),
  concurrency: count.default(4),
  requestsPerSecond: z.number().positive().default(20),
  absent: z.enum(['omit', 'empty']).default('omit'),
  sendRegistered: z.boolean().default(false),
  notices: z.boolean().default(true),
  adoption: z.enum(['before-enabled', 'always', 'never']).default('before-enabled'),
});

export type NationalProfile = z.output<typeof profileSchema>;

/**
 * The portal's part of the profile file with the defaults filled in; undefined gives the defaults.
 * Throws an Error that names each wrong key and what is expected; an unknown key is wrong.
 */
export function parseProfile(given: unknown): NationalProfile {
  const parsed = profileSchema.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => {
    const at = issue.path.map(String).join('.');
    return at === '' ? issue.message : `${at}: ${issue.message}`;
  });
  throw new Error(wrong.join('; '));
}

/** A short name of what the profile says; it stands on receipts. */
export function versionOf(profile: NationalProfile): string {
  return hashOf(profile).toString('hex').slice(0, 12);
}
