import {
  DETAIL_KEYS,
  type DetailName,
  LEGAL_STATES,
  type NoticeDetails,
  PLANNING_KINDS,
  PROCEDURE_ACTIONS,
  PROJECT_GROUPS,
  PROJECT_STATES,
  SELECTION_FORMS,
  TENDER_FIELDS,
  TENDER_STATES,
} from '../../../domain/notice-details.js';
import type { NoticeCategory } from '../../../domain/records.js';
import { PROCEDURE_CODE } from '../reading/checks.js';
import { isAbsent, listOf, type Part, type Shape, type Values, valuesOf } from '../reading/fields.js';
import { code, count, day, type Leaf, money, required, text, time, word } from '../reading/leaves.js';

const procedure = code(PROCEDURE_CODE, '1.001193');

type Field<V> =
  NonNullable<V> extends string[] ? Values : NonNullable<V> extends object[] ? Part : Leaf<NonNullable<V>>;
/** A field of `ChiTiet` for each property of the record. */
type Typed<T> = { readonly [K in keyof T]-?: Field<T[K]> };
type Sets = { readonly [N in DetailName]-?: Typed<NonNullable<NoticeDetails[N]>> };

/** An item of `CacBuoc`. */
export const STEP = { Ten: required(text()), NguoiThucHien: text(), SoGio: count(), KetQua: text() } as const;

/** How each property is read. */
const DETAIL_SETS: Sets = {
  legalAct: {
    field: text(),
    signer: text(),
    effectiveFrom: day('start'),
    effectiveTo: day('end'),
    state: word(LEGAL_STATES),
    replaces: valuesOf(required(text())),
  },
  policy: {
    field: text(),
    beneficiaries: text(),
    amount: money(),
    funding: text(),
    from: day('start'),
    to: day('end'),
  },
  procedureChange: {
    action: word(PROCEDURE_ACTIONS),
    procedureCodes: valuesOf(required(procedure)),
    decisionNumber: text(),
    decisionDate: day('start'),
    effectiveFrom: day('start'),
  },
  process: {
    procedureCode: procedure,
    version: text(),
    effectiveFrom: day('start'),
    steps: listOf(STEP),
  },
  investment: {
    code: text(),
    name: required(text()),
    investor: text(),
    totalInvestment: money(),
    funding: text(),
    place: text(),
    group: word(PROJECT_GROUPS),
    startsAt: day('start'),
    finishesAt: day('end'),
    decisionNumber: text(),
    decisionDate: day('start'),
    state: word(PROJECT_STATES),
  },
  planning: {
    kind: required(word(PLANNING_KINDS)),
    name: text(),
    place: text(),
    // Written as amounts are, and never negative.
    area: money(),
    period: text(),
    decisionNumber: text(),
    decisionDate: day('start'),
    commentsFrom: day('start'),
    commentsTo: day('end'),
  },
  tender: {
    noticeNumber: text(),
    number: text(),
    name: required(text()),
    projectCode: text(),
    procuringEntity: text(),
    field: word(TENDER_FIELDS),
    selection: word(SELECTION_FORMS),
    price: money(),
    bidsCloseAt: time(),
    bidsOpenAt: time(),
    winner: text(),
    awardPrice: money(),
    awardedAt: day('start'),
    duration: text(),
    state: word(TENDER_STATES),
  },
  event: {
    startsAt: time(),
    endsAt: time(),
    place: text(),
    host: text(),
    participants: text(),
  },
};

/** The set of a section; of investment it is planning where its kind is told. */
export function detailOf(category: NoticeCategory, tellsPlanning: boolean): DetailName {
  if (category === 'DU_AN_DAU_TU') return tellsPlanning ? 'planning' : 'investment';
  return OF_CATEGORY[category];
}

const OF_CATEGORY = {
  PHAP_LUAT: 'legalAct',
  CHINH_SACH: 'policy',
  THU_TUC_HANH_CHINH: 'procedureChange',
  QUY_TRINH: 'process',
  DAU_THAU_MUA_SAM: 'tender',
  HOAT_DONG: 'event',
} as const satisfies Record<Exclude<NoticeCategory, 'DU_AN_DAU_TU'>, DetailName>;

/** The properties of a set with their keys. */
export function fieldsOf(name: DetailName): [property: string, key: string, field: Shape[string]][] {
  const fields = new Map<string, Shape[string]>(Object.entries(DETAIL_SETS[name]));
  return Object.entries(DETAIL_KEYS[name]).flatMap(([property, key]) => {
    const field = fields.get(property);
    return field ? [[property, key, field]] : [];
  });
}

/** A field of another section's: a problem where it has a value. Keys that no section knows are left alone, as everywhere. */
export const foreignField: Leaf<never> = {
  read: (value, fail) => (isAbsent(value) ? undefined : fail('NOT_OF_CATEGORY')),
};
