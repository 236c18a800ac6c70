import { nameKey } from '../../domain/benefits/namesakes.js';
import type { BeneficiaryRecord } from '../../domain/kinds/beneficiary.js';
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
  const standings = records.flatMap((record) =>
    record.deleted
      ? []
      : [{ code: record.code, hash: samePersonHash(record, looking.sealer), village: record.village }],
  );
  return standingTwice(looking, 'beneficiary', standings, TWICE);
}
