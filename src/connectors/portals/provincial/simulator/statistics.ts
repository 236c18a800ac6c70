import {
  amount,
  type Check,
  type Complaint,
  checkShape,
  flag,
  integer,
  list,
  object,
  procedureCode,
  type Shape,
  text,
  wrong,
} from '../../simulation/check.js';
import { instant } from './documents.js';

const count = integer(0);
/** 0–100, at most two decimals. */
const percent: Check = (value, field) =>
  amount(0, 100)(value, field) ??
  (Math.abs(Number(value) * 100 - Math.round(Number(value) * 100)) < 1e-6
    ? undefined
    : wrong(field, 'quá hai chữ số thập phân'));

const COUNTS = [
  'NewReception',
  'PreExtisting',
  'Total',
  'TotalSolved',
  'SolvedInTime',
  'SolvedLate',
  'TotalPending',
  'Pending',
  'PendingLate',
] as const;

const STATISTIC: Shape = {
  keys: {
    Month: integer(0, 12),
    Year: integer(2000, 2100),
    IsMonthStatistic: flag,
    ...Object.fromEntries(COUNTS.map((key) => [key, count])),
    SolvedInTimePercent: percent,
    SolvedLatePercent: percent,
    PendingPercent: percent,
    PendingLatePercent: percent,
    Note: text(),
    OrganizationInchargeIdlevel1: text(),
    OrganizationInchargeName: text(),
  },
  needed: [
    ...['Month', 'Year', 'IsMonthStatistic', ...COUNTS],
    ...['OrganizationInchargeIdlevel1', 'OrganizationInchargeName'],
  ],
  emptyIsAbsent: false,
};

/** `MStatistic` (provincial portal contract, section 3): its sums must hold. */
export function checkStatistic(value: unknown, agencies: ReadonlySet<string>): Complaint | undefined {
  const complaint = checkShape(value, STATISTIC);
  if (complaint) return complaint;
  const body: Record<string, unknown> = { ...(value as object) };
  const number = (key: (typeof COUNTS)[number]) => Number(body[key]);
  if (!agencies.has(String(body['OrganizationInchargeIdlevel1']))) {
    return wrong('OrganizationInchargeIdlevel1', 'không có trong danh mục đơn vị');
  }
  if ((body['IsMonthStatistic'] === true) === (body['Month'] === 0)) {
    return wrong('Month', 'thống kê tháng có tháng 1–12, thống kê năm có tháng 0');
  }
  if (number('Total') !== number('NewReception') + number('PreExtisting'))
    return wrong('Total', 'không bằng tổng');
  if (number('Total') !== number('TotalSolved') + number('TotalPending'))
    return wrong('Total', 'không bằng tổng');
  if (number('TotalSolved') !== number('SolvedInTime') + number('SolvedLate'))
    return wrong('TotalSolved', 'không bằng tổng');
  if (number('TotalPending') !== number('Pending') + number('PendingLate'))
    return wrong('TotalPending', 'không bằng tổng');
  return undefined;
}

/** Upserted by unit, month, year and kind. */
export function statisticKey(unit: string, year: string, month: string, isMonth: boolean): string {
  return [unit, Number(year), isMonth ? Number(month) : 0, isMonth].join('|');
}

const QUESTION: Shape = {
  keys: {
    DocTypeCode: procedureCode,
    Content: text(),
    PercentVeryGood: percent,
    PercentGood: percent,
    PercentBad: percent,
  },
  needed: ['Content', 'PercentVeryGood', 'PercentGood', 'PercentBad'],
  emptyIsAbsent: false,
};
const VOTES: Shape = {
  keys: {
    DateCreated: instant,
    TotalVoted: count,
    PercentVeryGood: percent,
    PercentGood: percent,
    PercentBad: percent,
    Questions: list(object(QUESTION)),
    OrganizationInchargeIdLevel1: text(),
    OrganizationInchargeName: text(),
  },
  needed: [
    ...['DateCreated', 'TotalVoted', 'PercentVeryGood', 'PercentGood', 'PercentBad'],
    ...['OrganizationInchargeIdLevel1', 'OrganizationInchargeName'],
  ],
  emptyIsAbsent: false,
};

/** `MVotes`. */
export function checkVotes(value: unknown, agencies: ReadonlySet<string>): Complaint | undefined {
  const complaint = checkShape(value, VOTES);
  if (complaint) return complaint;
  const agency = String({ ...(value as Record<string, unknown>) }['OrganizationInchargeIdLevel1']);
  return agencies.has(agency)
    ? undefined
    : wrong('OrganizationInchargeIdLevel1', 'không có trong danh mục đơn vị');
}
