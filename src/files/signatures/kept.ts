import { createHash } from 'node:crypto';
import { canonicalDn } from '../../domain/distinguished-name.js';
import { fold } from '../../domain/fold.js';
import { SIGNATURE_CHECKS, type SignatureReport } from '../../domain/signature.js';
import type { Clock } from '../../domain/time.js';
import type { Queryable } from '../../store/database.js';
import { fileContent } from './content.js';
import { verifySignatures } from './index.js';
import type { Trust } from './trust.js';

/** What is needed to check kept files. */
export interface KeptChecks {
  database: Queryable;
  clock: Clock;
  trust: Trust;
  /** Where a kept file stands. */
  pathOf(sha256: string): string;
}

interface Row extends Record<string, unknown> {
  sha256: Buffer;
  kept_at: Date;
}

/** Changes whenever a root or a list does: then everything is checked again. */
export function trustHash({ roots, lists }: Trust): Buffer {
  const prints = [...roots, ...lists].map(({ fingerprint }) => fingerprint).sort();
  return createHash('sha256')
    .update(`1 ${prints.join(' ')}`)
    .digest();
}

/**
 * Checks at most `atOnce` kept files that were not yet checked with these roots and lists, newest first, and writes down what was found;
 * answers how many. What the same file is checked to be replaces what it was; a signature keeps its id.
 */
export async function checkKeptFiles(
  { database, clock, trust, pathOf }: KeptChecks,
  atOnce: number,
): Promise<number> {
  const hash = trustHash(trust);
  const { rows } = await database.query<Row>(
    `select k.sha256, k.kept_at from kept_file k left join signed_file s using (sha256)
      where s.sha256 is null or s.trust <> $1 order by k.kept_at desc limit $2`,
    [hash, atOnce],
  );
  for (const { sha256, kept_at } of rows) {
    const reports = await verifyKept(pathOf(sha256.toString('hex')), trust, clock, kept_at);
    await write(database, sha256, hash, reports, new Date(clock.now()));
  }
  return rows.length;
}

/** A file that is no longer on this machine's disk has no signature that anybody could check. */
async function verifyKept(
  path: string,
  trust: Trust,
  clock: Clock,
  keptAt: Date,
): Promise<SignatureReport[]> {
  try {
    await using content = await fileContent(path);
    return await verifySignatures(content, { trust, now: new Date(clock.now()), keptAt });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** One statement, so that nobody sees a signature with another's checks. */
async function write(
  database: Queryable,
  sha256: Buffer,
  trust: Buffer,
  reports: readonly SignatureReport[],
  at: Date,
): Promise<void> {
  await database.query(
    `with file as (
       insert into signed_file (sha256, trust, checked_at) values ($1, $2, $3)
       on conflict (sha256) do update set trust = excluded.trust, checked_at = excluded.checked_at
       returning sha256
     ), gone as (
       delete from file_signature where sha256 = $1 and position >= jsonb_array_length($4::jsonb)
     ), found as (
       select * from jsonb_to_recordset($4::jsonb) as r(position integer, format text, level text, is_timestamp boolean,
         subject_dn text, issuer_dn text, serial text, signed_at timestamptz, timestamp_at timestamptz, digest text,
         result text, reason text, search_text text, checks jsonb)
     ), written as (
       insert into file_signature (sha256, position, format, level, is_timestamp, subject_dn, issuer_dn, serial, signed_at,
         timestamp_at, digest, result, reason, search_text)
       select file.sha256, position, format, level, is_timestamp, subject_dn, issuer_dn, serial, signed_at,
         timestamp_at, digest, result, reason, search_text from found, file
       on conflict (sha256, position) do update set format = excluded.format, level = excluded.level,
         is_timestamp = excluded.is_timestamp, subject_dn = excluded.subject_dn, issuer_dn = excluded.issuer_dn,
         serial = excluded.serial, signed_at = excluded.signed_at, timestamp_at = excluded.timestamp_at,
         digest = excluded.digest, result = excluded.result, reason = excluded.reason, search_text = excluded.search_text
       returning id, position
     )
     insert into file_signature_check (signature_id, position, name, state, reason, message)
     select written.id, c.position, c.name, c.state, c.reason, c.message
       from found join written using (position),
         jsonb_to_recordset(found.checks) as c(position integer, name text, state text, reason text, message text)
     on conflict (signature_id, position) do update set name = excluded.name, state = excluded.state,
       reason = excluded.reason, message = excluded.message`,
    [sha256, trust, at, JSON.stringify(reports.map(rowOf))],
  );
}

function rowOf({ index, signer, checks, ...report }: SignatureReport): object {
  return {
    position: index,
    format: report.format,
    level: report.level,
    is_timestamp: report.isTimestamp,
    // In the spelling of certificates, so that the two find each other.
    subject_dn: signer && (canonicalDn(signer.subjectDn) ?? signer.subjectDn),
    issuer_dn: signer && (canonicalDn(signer.issuerDn) ?? signer.issuerDn),
    serial: signer?.serial,
    signed_at: report.signedAt,
    timestamp_at: report.timestampAt,
    digest: report.digest,
    result: report.result,
    reason: report.reason,
    search_text: fold(`${signer?.subjectDn ?? ''} ${signer?.serial ?? ''}`),
    checks: SIGNATURE_CHECKS.map((name, position) => ({
      position,
      name: name.toUpperCase(),
      ...checks[name],
    })),
  };
}
