import { DateTime } from 'luxon';
import type { JsonObject } from '../../../../domain/canonical.js';
import { fold } from '../../../../domain/fold.js';
import type { Decoded, Problem } from '../../../../domain/ports.js';
import type { UnitRecord } from '../../../../domain/records.js';
import { type Instant, toInstant, ZONE } from '../../../../domain/time.js';
import { isObject, textOf, textsOf } from './reading.js';

type Level = UnitRecord['level'];

/** `CAPDONVI` as numbers of the tiers from the province down. */
const TIERS: ReadonlyMap<string, Level> = new Map([
  ['1', 'TINH'],
  ['2', 'HUYEN'],
  ['3', 'XA'],
  ['4', 'PHONG_BAN'],
]);

/** Words that name a tier, folded; what they begin with is left out: `cấp xã`, `UBND huyện Ngọc Lặc`. */
const FRONT = /^(cap|uy ban nhan dan|ubnd)\s+/;
const WORDS: readonly (readonly [RegExp, Level])[] = [
  [/^(phong|ban|so|van phong|thanh tra|chi cuc|trung tam)\b/, 'PHONG_BAN'],
  [/^(huyen|quan|thi xa|thanh pho thuoc tinh)\b/, 'HUYEN'],
  [/^(xa|phuong|thi tran)\b/, 'XA'],
  [/^(tinh|thanh pho)\b/, 'TINH'],
];
/** Tiers that the hub has no name for. */
const ABOVE = /^(bo|trung uong|chinh phu|co quan ngang bo)\b/;

/**
 * A unit of `LayDanhMucCoQuan`. Days (`yyyyMMdd` or `yyyy-MM-dd`) are days in Asia/Ho_Chi_Minh: validity begins at
 * 00:00 of the first and ends with the last millisecond of the last. Parent, validity, successors and older codes are optional
 * and never derived from the code. `changedAt` is the run's `now` (ms). Nothing public says how `CAPDONVI` is written: what it does
 * not tell is read from the unit's name, then from the depth of its code, as a unit that is not there stops its dossiers.
 */
export function decodeUnit(raw: unknown, now: number): Decoded {
  if (!isObject(raw)) {
    return { ok: false, problems: [{ field: '', code: 'BAD_SHAPE', message: 'expected an object' }] };
  }
  const problems: Problem[] = [];
  const code = textOf(raw, 'MADONVI');
  const name = textOf(raw, 'TENDONVI');
  const level = levelOf(raw, code, name);
  if (!code) problems.push({ field: 'MADONVI', code: 'MISSING', message: 'the unit has no code' });
  if (!name) problems.push({ field: 'TENDONVI', code: 'MISSING', message: 'the unit has no name' });
  if (!level) {
    const message = 'expected a province, a district, a commune or an office';
    problems.push({ field: 'CAPDONVI', code: 'NOT_IN_LIST', message });
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

function levelOf(raw: JsonObject, code = '', name = ''): Level | undefined {
  const given = fold(textOf(raw, 'CAPDONVI') ?? '').replaceAll('_', ' ');
  if (ABOVE.test(given.replace(FRONT, ''))) return undefined;
  return TIERS.get(given) ?? levelIn(given) ?? levelIn(fold(name)) ?? levelByDepth(code);
}

function levelIn(text: string): Level | undefined {
  const word = text.replace(FRONT, '');
  return WORDS.find(([words]) => words.test(word))?.[1];
}

/** `H56` → province, `H56.14` → district, `H56.14.3` → commune. */
function levelByDepth(code: string): Level {
  const depth = code.split('.').length;
  return depth <= 1 ? 'TINH' : depth === 2 ? 'HUYEN' : depth === 3 ? 'XA' : 'PHONG_BAN';
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
