import { DateTime } from 'luxon';
import type { JsonObject } from '../../../../domain/canonical.js';
import type { Decoded, Problem } from '../../../../domain/ports.js';
import type { UnitRecord } from '../../../../domain/records.js';
import { type Instant, toInstant, ZONE } from '../../../../domain/time.js';
import { isObject, textOf, textsOf } from './reading.js';

/** `CAPDONVI` → level: the names themselves, and the numbers of the tiers from the province down. */
const LEVELS: ReadonlyMap<string, UnitRecord['level']> = new Map([
  ['TINH', 'TINH'],
  ['HUYEN', 'HUYEN'],
  ['XA', 'XA'],
  ['PHONG_BAN', 'PHONG_BAN'],
  ['1', 'TINH'],
  ['2', 'HUYEN'],
  ['3', 'XA'],
  ['4', 'PHONG_BAN'],
]);

/**
 * A unit of `LayDanhMucCoQuan`. Days (`yyyyMMdd` or `yyyy-MM-dd`) are days in Asia/Ho_Chi_Minh: validity begins at
 * 00:00 of the first and ends with the last millisecond of the last. Parent, validity, successors and older codes are optional
 * and never derived from the code. `changedAt` is the run's `now` (ms).
 */
export function decodeUnit(raw: unknown, now: number): Decoded {
  if (!isObject(raw)) {
    return { ok: false, problems: [{ field: '', code: 'BAD_SHAPE', message: 'expected an object' }] };
  }
  const problems: Problem[] = [];
  const code = textOf(raw, 'MADONVI');
  const name = textOf(raw, 'TENDONVI');
  const level = LEVELS.get(textOf(raw, 'CAPDONVI') ?? '');
  if (!code) problems.push({ field: 'MADONVI', code: 'MISSING', message: 'the unit has no code' });
  if (!name) problems.push({ field: 'TENDONVI', code: 'MISSING', message: 'the unit has no name' });
  if (!level) {
    const missing = textOf(raw, 'CAPDONVI') === undefined;
    const message = `expected one of ${[...LEVELS.keys()].join(', ')}`;
    problems.push({ field: 'CAPDONVI', code: missing ? 'MISSING' : 'NOT_IN_LIST', message });
  }
  const from = dayOf(raw, 'HIEULUCTU', problems);
  const to = dayOf(raw, 'HIEULUCDEN', problems);
  if (!code || !name || !level || problems.length > 0) {
    return code ? { ok: false, key: code, problems } : { ok: false, problems };
  }
  const parent = textOf(raw, 'MADONVICHA');
  const record: UnitRecord = {
    kind: 'unit',
    code,
    name,
    level,
    ...(parent ? { parent } : {}),
    ...(from ? { validFrom: toInstantOf(from.startOf('day')) } : {}),
    ...(to ? { validTo: toInstantOf(to.endOf('day')) } : {}),
    successors: textsOf(raw, 'DONVIKETHUA'),
    aliases: textsOf(raw, 'MAKHAC'),
    changedAt: toInstant(now),
  };
  return { ok: true, record };
}

function dayOf(raw: JsonObject, field: string, problems: Problem[]): DateTime<true> | undefined {
  const text = textOf(raw, field);
  if (text === undefined) return undefined;
  const day = DateTime.fromFormat(text.replaceAll('-', ''), 'yyyyMMdd', { zone: ZONE });
  if (day.isValid) return day;
  problems.push({ field, code: 'BAD_DATE', message: 'expected a day as yyyyMMdd' });
  return undefined;
}

function toInstantOf(at: DateTime<true>): Instant {
  return toInstant(at.toMillis());
}
