import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { SignatureReport } from '../../../src/domain/signature.js';
import { bufferContent, loadTrust, verifySignatures } from '../../../src/files/signatures/index.js';

export const FIXTURES = join(import.meta.dirname, 'fixtures');
/** After the fixtures were signed (27 November 2026) and their lists of revoked certificates were made. */
export const NOW = new Date('2027-01-15T00:00:00Z');
/** What the detached signatures of `cms/` sign. */
const DECISION = 'cms/decision.txt';

export function fixture(name: string): Buffer {
  const bytes = readFileSync(join(FIXTURES, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

interface Options {
  roots?: string | undefined;
  crls?: string | undefined;
  now?: Date;
  keptAt?: Date;
  /** What a detached signature signs; `null`: nothing is at hand. */
  signed?: Buffer | null;
}

/** Every signature in the bytes, judged with the test authority's root and lists unless told otherwise. */
export async function verify(bytes: Buffer, options: Options = {}): Promise<SignatureReport[]> {
  const { roots = 'roots', crls = 'crls', now = NOW, keptAt, signed = fixture(DECISION) } = options;
  const at = (name: string) => (name === '' ? undefined : join(FIXTURES, name));
  const trust = await loadTrust(at(roots), at(crls));
  const circumstances = { trust, now, ...(keptAt ? { keptAt } : {}) };
  return verifySignatures(
    bufferContent(bytes),
    circumstances,
    signed ? { detached: bufferContent(signed) } : {},
  );
}

/** `TOTAL_FAILED HASH_FAILURE`, and which checks did not pass: `integrity coverage`. */
export function told(report: SignatureReport | undefined): string {
  if (!report) return 'no signature';
  const open = Object.entries(report.checks).flatMap(([name, { state }]) =>
    state === 'PASSED' ? [] : [`${name}:${state}`],
  );
  return [report.result, report.reason, ...open].filter(Boolean).join(' ');
}

export async function only(bytes: Buffer, options: Options = {}): Promise<string> {
  const reports = await verify(bytes, options);
  return reports.length === 1 ? told(reports[0]) : `${reports.length} signatures`;
}

/** A copy with one byte changed. */
export function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
