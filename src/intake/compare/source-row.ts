import type { RawRecord } from '../../domain/ports.js';
import type { Instant } from '../../domain/time.js';
import type { Sealer } from '../../store/sealed.js';
import { rawHash } from '../quarantine.js';
import { contentHash } from '../record/decide.js';
import { unitOf } from '../scope.js';
import type { Candidate } from '../types.js';

/** What is kept of a source's row while it is compared: enough to tell it again, nothing of what it says. */
export interface SourceRow {
  /** Absent: it could not be read. */
  key?: string;
  /** `REFUSED`: it belongs into quarantine. */
  form: 'LIVE' | 'TOMBSTONE' | 'REFUSED';
  changedAt?: Instant;
  /** Of the record, as the store hashes its versions; of living ones only. */
  hash?: Buffer;
  /** As the quarantine tells raw records. */
  rawHash: Buffer;
  unit?: string;
  /** Where a row without a key stands, for whoever looks for it. */
  place?: string;
}

/** `candidate`: decoded and admitted. */
export function sourceRow(sealer: Sealer, candidate: Candidate): SourceRow {
  const { key, record, problems, raw } = candidate;
  const form =
    record === undefined || problems.length > 0 ? 'REFUSED' : record.deleted ? 'TOMBSTONE' : 'LIVE';
  const changedAt = record?.changedAt ?? candidate.changedAt;
  const unit = unitOf(candidate);
  return {
    form,
    rawHash: rawHash(sealer, raw.raw),
    ...(key === undefined ? { place: placeText(raw.place) } : { key }),
    ...(changedAt === undefined ? {} : { changedAt }),
    ...(record && form === 'LIVE' ? { hash: contentHash(record) } : {}),
    ...(unit === undefined ? {} : { unit }),
  };
}

function placeText({ file, page, line, row }: RawRecord['place']): string {
  return [
    ...(file === undefined ? [] : [file]),
    ...(page === undefined ? [] : [`trang (page) ${page}`]),
    ...(line === undefined && row === undefined ? [] : [`dòng (line) ${line ?? row}`]),
  ].join(', ');
}
