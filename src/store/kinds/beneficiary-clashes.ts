import { nameKey } from '../../domain/benefits/namesakes.js';
import type { BeneficiaryRecord } from '../../domain/kinds/beneficiary.js';
import { paperKey } from '../../domain/paper-number.js';
import type { PartialDate } from '../../domain/partial-date.js';
import type { Problem } from '../../domain/ports.js';
import type { Sealer } from '../sealed.js';
import type { KindLooking } from './kind.js';
import { mayBeSame, standingTwice } from './same-person.js';

/** Names both keys, in which an identity number never stands. */
function twice(code: string, other: string): Problem {
  const message = `Cùng quyết định, chương trình, họ tên và ngày sinh đã có dưới số định danh khác hoặc loại đối tượng khác; bản ghi nào sai thì gửi DaXoa cho bản ghi đó (the same decision has this person under another number or in another group; send DaXoa for the one that is wrong): ${code} ≠ ${other}`;
  return { field: 'SoDinhDanh', code: 'TWO_NUMBERS', message };
}

/** By which one person is found under two numbers. */
export function samePersonHash(record: BeneficiaryRecord, sealer: Sealer): Buffer {
  const { programme, decisionNumber, applicationNumber, fullName, birthDate } = record;
  const paper = paperKey(decisionNumber ?? applicationNumber ?? '');
  return sealer.keyedHash([programme, paper, nameKey(fullName), birthDate].join('|'));
}

/** Records whose person the store, or another of them, has under another key of the same decision, by code. */
export function underTwoNumbers(
  looking: KindLooking,
  records: readonly BeneficiaryRecord[],
): Promise<ReadonlyMap<string, Problem>> {
  return standingTwice(looking, 'beneficiary', records, {
    hash: (record) => samePersonHash(record, looking.sealer),
    problem: twice,
  });
}

/**
 * Who is in the store without a number and comes with one: the key that they have there, by the one that they come under. Only where one row can be
 * meant by one record, and nothing comes for either key by itself.
 */
export async function knownWithoutNumber(
  { client, sealer }: KindLooking,
  records: readonly BeneficiaryRecord[],
): Promise<ReadonlyMap<string, string>> {
  const coming = records
    .filter(({ deleted, personalId }) => !deleted && personalId !== undefined)
    .map((record) => ({ record, hash: samePersonHash(record, sealer) }));
  if (coming.length === 0) return new Map();
  const { rows } = await client.query<{
    hash: Buffer;
    code: string;
    group: string;
    village: string | null;
    birth: PartialDate;
  }>(
    `select b.same_person as hash, b.code, b.group_code as "group", b.village, b.birth_date as birth
      from beneficiary b join subject s on s.id = b.subject_id
      where b.same_person = any($1::bytea[]) and b.code <> all($2::text[]) and b.person_hash is null and s.deleted_at is null`,
    [coming.map(({ hash }) => hash), records.map(({ code }) => code)],
  );
  const { rows: stored } = await client.query<{ code: string }>(
    'select code from beneficiary where code = any($1::text[])',
    [coming.map(({ record }) => record.code)],
  );
  const isStored = new Set(stored.map(({ code }) => code));
  const pairs = rows.flatMap(({ hash, code, group, village, birth }) =>
    coming
      .filter(
        ({ record, hash: own }) =>
          own.equals(hash) &&
          record.group === group &&
          !isStored.has(record.code) &&
          mayBeSame(record, { village: village ?? undefined, birthDate: birth }),
      )
      .map(({ record }) => [record.code, code] as const),
  );
  const isAlone = (at: 0 | 1, key: string) =>
    new Set(pairs.filter((pair) => pair[at] === key).map((pair) => pair[1 - at])).size === 1;
  return new Map(pairs.filter(([own, known]) => isAlone(0, own) && isAlone(1, known)));
}
