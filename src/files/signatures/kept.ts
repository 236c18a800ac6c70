import { createHash } from 'node:crypto';
import { canonicalDn } from '../../domain/distinguished-name.js';
import { fold } from '../../domain/fold.js';
import { withoutIdentityNumbers } from '../../domain/identity-number.js';
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
  /** What it signs, where it is a signature beside a file. */
  content: Buffer | null;
}

/**
 * The file that a `.p7s` signs: of the same subject, called like it without the ending (`a.pdf` of `a.pdf.p7s`), else the one whose own
 * ending is another (`a.pdf` of `a.p7s`).
 */
const BESIDE = `select n.sha256
    from file_reference r join file_reference n on n.subject_id = r.subject_id and n.sha256 is not null,
      lateral (select left(r.reference, -4) as reference, left(r.name, -4) as name) signed,
      lateral (select n.reference = signed.reference or n.name = signed.name as exactly) called
   where r.sha256 = k.sha256 and (r.reference ~* '\\.p7s$' or r.name ~* '\\.p7s$') and n.sha256 <> r.sha256
     and (called.exactly or signed.reference = regexp_replace(n.reference, '\\.[^./]+$', '')
       or signed.name = regexp_replace(n.name, '\\.[^./]+$', ''))
   order by not called.exactly, n.sha256 limit 1`;

/** Changes whenever a root or a list does, or what is written of a signature: then everything is checked again. */
export function trustHash({ roots, lists }: Trust): Buffer {
  const prints = [...roots, ...lists].map(({ fingerprint }) => fingerprint).sort();
  return createHash('sha256')
    .update(`2 ${prints.join(' ')}`)
    .digest();
}

/**
 * Checks at most `atOnce` kept files that were not yet checked with these roots and lists, newest first, and writes down what was found;
 * answers how many. What the same file is checked to be replaces what it was; a signature keeps its id. A `.p7s` is checked against the
 * file beside it, and again when that comes.
 */
export async function checkKeptFiles(
  { database, clock, trust, pathOf }: KeptChecks,
  atOnce: number,
): Promise<number> {
  const hash = trustHash(trust);
  const { rows } = await database.query<Row>(
    `select k.sha256, k.kept_at, beside.sha256 as content
       from kept_file k left join signed_file s using (sha256) left join lateral (${BESIDE}) beside on true
      where s.sha256 is null or s.trust <> $1 or s.content is distinct from beside.sha256
      order by k.kept_at desc limit $2`,
    [hash, atOnce],
  );
  for (const row of rows) {
    const reports = await verifyKept(row, { database, clock, trust, pathOf });
    await write(database, row, hash, reports, new Date(clock.now()));
  }
  return rows.length;
}

/** A file that is no longer on this machine's disk has no signature that anybody could check. */
async function verifyKept(
  { sha256, kept_at, content }: Row,
  { clock, trust, pathOf }: KeptChecks,
): Promise<SignatureReport[]> {
  try {
    await using file = await fileContent(pathOf(sha256.toString('hex')));
    await using signed = content ? await fileContent(pathOf(content.toString('hex'))) : undefined;
    return await verifySignatures(
      file,
      { trust, now: new Date(clock.now()), keptAt: kept_at },
      { detached: signed },
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** One statement, so that nobody sees a signature with another's checks. */
async function write(
  database: Queryable,
  { sha256, content }: Row,
  trust: Buffer,
  reports: readonly SignatureReport[],
  at: Date,
): Promise<void> {
  await database.query(
    `with file as (
       insert into signed_file (sha256, trust, checked_at, content) values ($1, $2, $3, $5)
       on conflict (sha256) do update set trust = excluded.trust, checked_at = excluded.checked_at, content = excluded.content
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
    [sha256, trust, at, JSON.stringify(reports.map(rowOf)), content],
  );
}

function rowOf({ index, signer, checks, ...report }: SignatureReport): object {
  return {
    position: index,
    format: report.format,
    level: report.level,
    is_timestamp: report.isTimestamp,
    subject_dn: signer && keptName(signer.subjectDn),
    issuer_dn: signer && keptName(signer.issuerDn),
    serial: signer?.serial,
    signed_at: report.signedAt,
    timestamp_at: report.timestampAt,
    digest: report.digest,
    result: report.result,
    reason: report.reason,
    search_text: fold(`${withoutIdentityNumbers(signer?.subjectDn ?? '')} ${signer?.serial ?? ''}`),
    checks: SIGNATURE_CHECKS.map((name, position) => ({
      position,
      name: name.toUpperCase(),
      ...checks[name],
    })),
  };
}

/** As certificates have it, so that the two find each other. */
function keptName(dn: string): string {
  return withoutIdentityNumbers(canonicalDn(dn) ?? dn);
}
