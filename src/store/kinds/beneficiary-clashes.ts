import { type EntitlementState, mayFollow } from '../../domain/benefits/states.js';
import { type BeneficiaryRecord, nameKey } from '../../domain/kinds/beneficiary.js';
import { paperKey } from '../../domain/paper-number.js';
import type { Problem } from '../../domain/ports.js';
import type { Sealer } from '../sealed.js';
import type { KindLooking } from './kind.js';
import { standingTwice } from './same-person.js';

const TWICE: Problem = {
  field: 'SoDinhDanh',
  code: 'TWO_NUMBERS',
  message:
    'Cùng quyết định, chương trình, họ tên và ngày sinh đã có dưới số định danh khác hoặc loại đối tượng khác (the same decision has this person under another number or in another group)',
};

const GOES_BACK: Problem = {
  field: 'TrangThai',
  code: 'GOES_BACK',
  message:
    'Trạng thái không được quay lại; sau khi mất chỉ còn hỗ trợ mai táng (the state never goes back; after a death there is the funeral support only)',
};

/** By which one person is found under two numbers. */
export function samePersonHash(record: BeneficiaryRecord, sealer: Sealer): Buffer {
  const { programme, decisionNumber, applicationNumber, fullName, birthDate } = record;
  const paper = paperKey(decisionNumber ?? applicationNumber ?? '');
  return sealer.keyedHash([programme, paper, nameKey(fullName), birthDate].join('|'));
}

/** Records that contradict what the store has, by code: a state that goes back, and a person under two numbers. */
export async function doubtedBeneficiaries(
  looking: KindLooking,
  records: readonly BeneficiaryRecord[],
): Promise<ReadonlyMap<string, Problem>> {
  const living = records.filter(({ deleted }) => !deleted);
  if (living.length === 0) return new Map();
  const standings = living.map((record) => ({
    code: record.code,
    hash: samePersonHash(record, looking.sealer),
    village: record.village,
  }));
  const twice = await standingTwice(looking, 'beneficiary', standings, TWICE);
  const back = await goingBack(looking, living);
  return new Map([...twice, ...back]);
}

/** What is older than what is known says nothing of what is so now: it is stale, not refused. */
async function goingBack(
  { client }: KindLooking,
  records: readonly BeneficiaryRecord[],
): Promise<Map<string, Problem>> {
  const { rows } = await client.query<{ code: string; state: EntitlementState; at: Date }>(
    `select b.code, b.state, s.changed_at as at from beneficiary b join subject s on s.id = b.subject_id
      where b.code = any($1::text[]) and s.deleted_at is null`,
    [records.map(({ code }) => code)],
  );
  const known = new Map(rows.map(({ code, state, at }) => [code, { state, at: at.getTime() }]));
  const problems = new Map<string, Problem>();
  for (const { code, state, changedAt } of records) {
    const before = known.get(code);
    const at = Date.parse(changedAt);
    if (before && at < before.at) continue;
    if (before && !mayFollow(before.state, state)) problems.set(code, GOES_BACK);
    else known.set(code, { state, at });
  }
  return problems;
}
