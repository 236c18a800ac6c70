import type { JsonObject } from '../../../../domain/canonical.js';
import { fold } from '../../../../domain/fold.js';
import type { Decoded, Problem } from '../../../../domain/ports.js';
import {
  LEVEL_WORDS,
  type OnlineLevel,
  onlineLevelOf,
  PROCEDURE_STATUSES,
  suffixed,
  withoutSuffix,
} from '../../../../domain/procedure.js';
import type { ProcedureRecord } from '../../../../domain/records.js';
import { toInstant } from '../../../../domain/time.js';
import { partsOf, termOf } from './decode-parts.js';
import { isObject, listOf, textOf, textsOf } from './reading.js';

/** Words of `COQUANTHUCHIEN` that name a level, folded. */
const LEVELS = [
  ['cap tinh', 'TINH'],
  ['cap huyen', 'HUYEN'],
  ['cap xa', 'XA'],
] as const;

/**
 * A procedure of the catalogue: a row of `LayDanhSachTTHC` with `LayThuTuc` over it. The first field of several counts. The
 * catalogue has no date of change, so `changedAt` is the run's `now` (ms). Whatever it does not say stays unknown.
 */
export function decodeProcedure(raw: unknown, now: number): Decoded {
  if (!isObject(raw)) return { ok: false, problems: [problem('', 'BAD_SHAPE', 'expected an object')] };
  const written = textOf(raw, 'MATTHC') ?? '';
  const code = withoutSuffix(written);
  const fullCode = suffixed(written);
  const name = textOf(raw, 'TENTTHC');
  const [field] = listOf(raw, 'LINHVUCTHUCHIEN');
  const fieldCode = textOf(field, 'MALINHVUC');
  const fieldName = textOf(field, 'TENLINHVUC');
  const problems: Problem[] = [];
  if (!/^\d\.\d{6}$/.test(code)) {
    problems.push(
      problem('MATTHC', code === '' ? 'MISSING' : 'BAD_SHAPE', 'expected a code such as 1.001193'),
    );
  }
  if (!name) problems.push(problem('TENTTHC', 'MISSING', 'the procedure has no name'));
  if (!fieldCode)
    problems.push(problem('LINHVUCTHUCHIEN[0].MALINHVUC', 'MISSING', 'the procedure has no field'));
  if (!fieldName) problems.push(problem('LINHVUCTHUCHIEN[0].TENLINHVUC', 'MISSING', 'the field has no name'));
  if (!name || !fieldCode || !fieldName || problems.length > 0) {
    return code === '' ? { ok: false, problems } : { ok: false, key: code, problems };
  }
  const channels = listOf(raw, 'CACHTHUCTHUCHIEN');
  const times = channels.flatMap((channel) => listOf(channel, 'THOIGIAN'));
  const term = termOf(times);
  const status = PROCEDURE_STATUSES.find((each) => each === textOf(raw, 'TRANGTHAI'));
  const hasFee = feeOf(times);
  const record: ProcedureRecord = {
    kind: 'procedure',
    code,
    ...(fullCode === undefined ? {} : { fullCode }),
    name,
    fieldCode,
    fieldName,
    levels: levelsOf(raw),
    onlineLevel: levelOf(raw, channels),
    // Ways of doing it, and no time for any of them: the catalogue says that there is no due time.
    ...(channels.length > 0 && channels.every(hasNoTime) ? { noDueTime: true } : {}),
    ...(term ? { term } : {}),
    ...(hasFee === undefined ? {} : { hasFee }),
    ...(Array.isArray(raw['KETQUATHUCHIEN'])
      ? { paperResult: listOf(raw, 'KETQUATHUCHIEN').length > 0 }
      : {}),
    ...(status ? { status } : {}),
    ...partsOf(raw, channels),
    changedAt: toInstant(now),
  };
  return { ok: true, record };
}

function problem(field: string, code: string, message: string): Problem {
  return { field, code, message };
}

function hasNoTime(channel: JsonObject): boolean {
  return Array.isArray(channel['THOIGIAN']) && channel['THOIGIAN'].length === 0;
}

/** Undefined when no time says anything of fees. */
function feeOf(times: readonly JsonObject[]): boolean | undefined {
  const said = times.filter((time) => Array.isArray(time['PHILEPHI']));
  if (said.length === 0) return undefined;
  return said.some((time) => listOf(time, 'PHILEPHI').some((fee) => Number(textOf(fee, 'SOTIEN')) > 0));
}

function levelsOf(raw: JsonObject): string[] {
  const named = [
    ...textsOf(raw, 'COQUANTHUCHIEN'),
    ...listOf(raw, 'COQUANTHUCHIEN').flatMap((each) => Object.values(each).map(String)),
  ].map(fold);
  return LEVELS.filter(([words]) => named.some((text) => text.includes(words))).map(([, level]) => level);
}

/** `MUCDO` where the list has it, else what the online channel is called; without one the procedure is information only. */
function levelOf(raw: JsonObject, channels: readonly JsonObject[]): OnlineLevel {
  const given = LEVEL_WORDS.find((word) => word === textOf(raw, 'MUCDO'));
  if (given) return onlineLevelOf(given);
  const names = channels.map((channel) => fold(textOf(channel, 'KENH') ?? ''));
  if (names.some((name) => name.includes('toan trinh'))) return 'TOAN_TRINH';
  return names.some((name) => name.includes('truc tuyen')) ? 'MOT_PHAN' : 'THONG_TIN';
}
