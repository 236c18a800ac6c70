import { defineEntity, p } from '@mikro-orm/core';
import { BENEFIT_PROGRAMMES, groupLabel } from '../../domain/benefits/groups.js';
import { nameKey } from '../../domain/benefits/namesakes.js';
import { fold } from '../../domain/fold.js';
import { GENDERS } from '../../domain/gender.js';
import { PAY_CHANNELS } from '../../domain/kinds/beneficiary.js';
import {
  type BenefitPaymentRecord,
  PAYMENT_KINDS,
  PAYMENT_STATES,
} from '../../domain/kinds/benefit-payment.js';
import type { Problem } from '../../domain/ports.js';
import { Subject } from '../entities/subject.js';
import { bytesText } from '../rows.js';
import type { Sealer } from '../sealed.js';
import { anyOf, searchIndex } from './checks.js';
import { type KindLooking, kindStore } from './kind.js';
import { personColumns, personIndex, personProperties } from './person.js';
import { standingTwice } from './same-person.js';

const TABLE = 'benefit_payment';
const text = (name: string) => p.text().nullable().fieldName(name);
const instant = (name: string) => p.datetime().columnType('timestamptz').nullable().fieldName(name);

const BenefitPayment = defineEntity({
  name: 'BenefitPayment',
  tableName: TABLE,
  indexes: [
    { name: 'benefit_payment_unit', properties: ['unit', 'month'] },
    { name: 'benefit_payment_month', properties: ['month', 'subjectId'] },
    { name: 'benefit_payment_same_person', properties: ['samePerson'] },
    personIndex(TABLE),
    searchIndex(TABLE, 'search_text', 'benefit_payment_search'),
    searchIndex(TABLE, 'person_text', 'benefit_payment_person_search'),
  ],
  checks: [
    anyOf(TABLE, 'payment_kind', PAYMENT_KINDS),
    anyOf(TABLE, 'programme', BENEFIT_PROGRAMMES),
    anyOf(TABLE, 'gender', GENDERS),
    anyOf(TABLE, 'pay_channel', PAY_CHANNELS),
    anyOf(TABLE, 'state', PAYMENT_STATES),
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('benefit_payment_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('benefit_payment_code_key'),
    month: p.text().collation('C'),
    paymentKind: p.text().fieldName('payment_kind'),
    programme: p.text(),
    groupCode: p.text().collation('C').fieldName('group_code'),
    fullName: p.text().fieldName('full_name'),
    birthDate: p.text().collation('C').fieldName('birth_date'),
    gender: text('gender'),
    ...personProperties,
    unit: p.text().collation('C'),
    village: text('village'),
    coefficient: p.decimal().columnType('numeric').nullable(),
    amount: p.bigint(),
    payChannel: text('pay_channel'),
    state: p.text(),
    paidAt: instant('paid_at'),
    decisionNumber: text('decision_number'),
    decisionDate: instant('decision_date'),
    samePerson: p
      .blob()
      .fieldName('same_person')
      .comment(
        'keyed hash of commune, month, kind, group, name and year of birth: who stands there under two keys',
      ),
    searchText: p.text().collation('C').fieldName('search_text'),
    personText: p
      .text()
      .collation('C')
      .fieldName('person_text')
      .comment('searched for those only who may see names'),
  },
});

const TWICE: Problem = {
  field: 'HoTen',
  code: 'LISTED_TWICE',
  message:
    'Người này đã có trong bảng kê của xã cho tháng, loại chi và loại đối tượng này, với số định danh khác hoặc không có số; dòng trước sai thì gửi DaXoa cho dòng đó (the commune has this person listed for that month already, under another number or without one; send DaXoa for the row before where it was wrong)',
};

/** A printed payroll has the year of birth where an export has the day. */
function samePersonHash(record: BenefitPaymentRecord, sealer: Sealer): Buffer {
  const { unit, month, paymentKind, group, fullName, birthDate } = record;
  return sealer.keyedHash(
    [unit, month, paymentKind, group, nameKey(fullName), birthDate.slice(0, 4)].join('|'),
  );
}

function listedTwice(
  looking: KindLooking,
  records: readonly BenefitPaymentRecord[],
): Promise<ReadonlyMap<string, Problem>> {
  return standingTwice(looking, TABLE, records, {
    hash: (record) => samePersonHash(record, looking.sealer),
    problem: () => TWICE,
  });
}

export const benefitPaymentStore = kindStore<BenefitPaymentRecord>({
  kind: 'benefit-payment',
  entities: [BenefitPayment],
  table: TABLE,
  clashes: listedTwice,
  columns: {
    code: ['text', ({ code }) => code],
    month: ['text', ({ month }) => month],
    payment_kind: ['text', ({ paymentKind }) => paymentKind],
    programme: ['text', ({ programme }) => programme],
    group_code: ['text', ({ group }) => group],
    full_name: ['text', ({ fullName }) => fullName],
    birth_date: ['text', ({ birthDate }) => birthDate],
    gender: ['text', ({ gender }) => gender],
    ...personColumns,
    unit: ['text', ({ unit }) => unit],
    village: ['text', ({ village }) => village],
    coefficient: ['numeric', ({ coefficient }) => coefficient],
    amount: ['bigint', ({ amount }) => amount],
    pay_channel: ['text', ({ payChannel }) => payChannel],
    state: ['text', ({ state }) => state],
    paid_at: ['timestamptz', ({ paidAt }) => paidAt],
    decision_number: ['text', ({ decisionNumber }) => decisionNumber],
    decision_date: ['timestamptz', ({ decisionDate }) => decisionDate],
    same_person: ['bytea', (record, sealer) => bytesText(samePersonHash(record, sealer))],
    // What everybody may see who sees the row.
    search_text: [
      'text',
      ({ group, decisionNumber = '' }) => fold([groupLabel(group), decisionNumber].join(' ')),
    ],
    person_text: ['text', ({ fullName, village = '' }) => fold([fullName, village].join(' '))],
  },
});
