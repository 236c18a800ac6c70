import { nameKey } from '../../domain/benefits/namesakes.js';
import type { BeneficiaryRecord } from '../../domain/kinds/beneficiary.js';
import { paperKey } from '../../domain/paper-number.js';
import type { PartialDate } from '../../domain/partial-date.js';
import type { Problem } from '../../domain/ports.js';
import type { Queryable } from '../database.js';
import type { Sealer } from '../sealed.js';
import type { KindLooking, Tombstone } from './kind.js';
import { mayBeSame, standingTwice } from './same-person.js';

/** Names both keys, in which an identity number never stands. */
function twice(code: string, other: string): Problem {
  const message = `Cùng quyết định, chương trình, họ tên và ngày sinh đã có dưới số định danh khác hoặc loại đối tượng khác; bản ghi nào sai thì gửi DaXoa cho bản ghi đó (the same decision has this person under another number or in another group; send DaXoa for the one that is wrong): ${code} ≠ ${other}`;
  return { field: 'SoDinhDanh', code: 'TWO_NUMBERS', message };
}

type Hashed = Pick<BeneficiaryRecord, 'programme' | 'fullName' | 'birthDate'> & {
  decisionNumber?: string | null;
  applicationNumber?: string | null;
};

/** By which one person is found under two numbers: lists tell a birth to the day or to the year, so that it is the year that is in it. */
export function samePersonHash(record: Hashed, sealer: Sealer): Buffer {
  const { programme, decisionNumber, applicationNumber, fullName, birthDate } = record;
  const paper = paperKey(decisionNumber ?? applicationNumber ?? '');
  return sealer.keyedHash([programme, paper, nameKey(fullName), birthDate.slice(0, 4)].join('|'));
}

/** Gives their hash to rows whose hash was made of the whole birth, which migration 0061 took from them; at most `limit`. Returns how many. */
export async function hashSamePersons(client: Queryable, sealer: Sealer, limit: number): Promise<number> {
  const { rows } = await client.query<Hashed & { id: string }>(
    `select subject_id as id, programme, decision_number as "decisionNumber", application_number as "applicationNumber",
        full_name as "fullName", birth_date as "birthDate" from beneficiary where same_person is null limit $1`,
    [limit],
  );
  // A row that was written anew meanwhile has its hash already.
  await client.query(
    `update beneficiary b set same_person = h.hash from unnest($1::bigint[], $2::bytea[]) as h(id, hash)
      where b.subject_id = h.id and b.same_person is null`,
    [rows.map(({ id }) => id), rows.map((row) => samePersonHash(row, sealer))],
  );
  return rows.length;
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

const NUMBER_KNOWN: Problem = {
  field: 'DaXoa',
  code: 'NUMBER_KNOWN',
  message:
    'Dòng không có số định danh đã nhập vào người có số định danh theo cùng quyết định, nên DaXoa của dòng này không xóa người đó; người ấy không còn hưởng thì gửi DaXoa kèm SoDinhDanh, còn hưởng thì bỏ qua bản ghi này (the row without an identity number was joined with the person whose number came later, so that its DaXoa deletes nobody; send DaXoa with SoDinhDanh if the person is gone, else discard this record)',
};

/** A tombstone by the key without a number is about a row that the source has replaced: the person stands there by their number. */
export async function numberedSince(
  { client }: KindLooking,
  tombstones: readonly Tombstone[],
): Promise<ReadonlyMap<string, Problem>> {
  const { rows } = await client.query<{ code: string }>(
    `select b.code from beneficiary b join subject s on s.id = b.subject_id
        join unnest($1::text[], $2::timestamptz[]) as t (code, at) on t.code = b.code
      where b.person_hash is not null and s.deleted_at is null and s.changed_at <= t.at
        and exists (select from subject_alias a where a.kind = 'beneficiary' and a.natural_key = b.code)`,
    [tombstones.map(({ code }) => code), tombstones.map(({ changedAt }) => changedAt)],
  );
  return new Map(rows.map(({ code }) => [code, NUMBER_KNOWN]));
}
