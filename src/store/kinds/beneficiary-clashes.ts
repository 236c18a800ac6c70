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
    'Cùng quyết định, chương trình, họ tên và ngày sinh đã có dưới số định danh khác, không có số, hoặc loại đối tượng khác; dòng trước sai hoặc nay mới có số thì gửi DaXoa cho dòng trước (the same decision has this person under another number, without one or in another group; send DaXoa for the row before where it was wrong, or had no number yet)',
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
  return standingTwice(looking, 'beneficiary', records, {
    hash: (record) => samePersonHash(record, looking.sealer),
    problem: TWICE,
  });
}
