export const AWARD_RECIPIENTS = ['PERSON', 'COLLECTIVE', 'HOUSEHOLD'] as const;
export type AwardRecipient = (typeof AWARD_RECIPIENTS)[number];

/** Who honours: the head of an agency (cơ sở), a commune, a district (until the tier ended), the province, the State. */
export const AWARD_LEVELS = ['GRASSROOTS', 'COMMUNE', 'DISTRICT', 'PROVINCE', 'NATIONAL'] as const;
export type AwardLevel = (typeof AWARD_LEVELS)[number];

export type AwardKind = 'TITLE' | 'REWARD';

/** Both days are of the span, `yyyy-MM-dd`; absent: without a beginning or an end. */
interface Span {
  from?: string;
  to?: string;
}

interface AwardTable {
  label: string;
  kind: AwardKind;
  recipients: readonly AwardRecipient[];
  levels: readonly (Span & { level: AwardLevel })[];
  /** Other ways in which it is written. */
  aliases?: readonly string[];
  /** It has names and classes of its own, and somebody may have several. */
  family?: true;
}

/** Law 06/2022/QH15 in force. */
const LAW_2022 = '2024-01-01';
const DISTRICTS: Span = { to: '2025-06-30' };
const AFTER_DISTRICTS: Span = { from: '2025-07-01' };

const PERSON: readonly AwardRecipient[] = ['PERSON'];
const COLLECTIVE: readonly AwardRecipient[] = ['COLLECTIVE'];
const HEADS_AND_COUNCILS: AwardTable['levels'] = [
  { level: 'GRASSROOTS' },
  { level: 'COMMUNE' },
  { level: 'DISTRICT', ...DISTRICTS },
];
const PROVINCE: AwardTable['levels'] = [{ level: 'PROVINCE' }];
const NATIONAL: AwardTable['levels'] = [{ level: 'NATIONAL' }];

/**
 * [assumed] Titles (danh hiệu thi đua) and rewards (hình thức khen thưởng) of laws 15/2003/QH11 and 06/2022/QH15: who may have them, and who
 * gives them when. A law that changes them is a row or a day here.
 */
const AWARDS = {
  LAO_DONG_TIEN_TIEN: title('Lao động tiên tiến', PERSON, HEADS_AND_COUNCILS),
  CHIEN_SI_THI_DUA_CO_SO: title('Chiến sĩ thi đua cơ sở', PERSON, HEADS_AND_COUNCILS, [
    'Chiến sĩ thi đua cấp cơ sở',
  ]),
  CHIEN_SI_THI_DUA_TINH: title('Chiến sĩ thi đua cấp tỉnh', PERSON, PROVINCE, ['Chiến sĩ thi đua tỉnh']),
  CHIEN_SI_THI_DUA_TOAN_QUOC: title('Chiến sĩ thi đua toàn quốc', PERSON, NATIONAL),
  TAP_THE_LAO_DONG_TIEN_TIEN: title('Tập thể lao động tiên tiến', COLLECTIVE, HEADS_AND_COUNCILS),
  TAP_THE_LAO_DONG_XUAT_SAC: title('Tập thể lao động xuất sắc', COLLECTIVE, PROVINCE),
  CO_THI_DUA_TINH: title('Cờ thi đua cấp tỉnh', COLLECTIVE, PROVINCE, [
    'Cờ thi đua của UBND tỉnh',
    'Cờ thi đua của Ủy ban nhân dân tỉnh',
  ]),
  CO_THI_DUA_CHINH_PHU: title('Cờ thi đua của Chính phủ', COLLECTIVE, NATIONAL),
  XA_TIEU_BIEU: title(
    'Xã tiêu biểu',
    COLLECTIVE,
    [{ level: 'PROVINCE', from: LAW_2022 }],
    ['Phường tiêu biểu', 'Thị trấn tiêu biểu', 'Xã, phường tiêu biểu', 'Xã, phường, thị trấn tiêu biểu'],
  ),
  THON_VAN_HOA: title(
    'Thôn văn hóa',
    COLLECTIVE,
    [
      { level: 'DISTRICT', ...DISTRICTS },
      { level: 'COMMUNE', ...AFTER_DISTRICTS },
    ],
    ['Tổ dân phố văn hóa', 'Thôn, tổ dân phố văn hóa'],
  ),
  GIA_DINH_VAN_HOA: title('Gia đình văn hóa', ['HOUSEHOLD'], [{ level: 'COMMUNE' }]),
  GIAY_KHEN: reward('Giấy khen', AWARD_RECIPIENTS, HEADS_AND_COUNCILS),
  BANG_KHEN: reward('Bằng khen', AWARD_RECIPIENTS, [...PROVINCE, ...NATIONAL]),
  KY_NIEM_CHUONG: family('Kỷ niệm chương', PERSON, [{ level: 'PROVINCE', from: LAW_2022 }, ...NATIONAL]),
  HUY_CHUONG: family('Huy chương', PERSON, NATIONAL),
  HUAN_CHUONG: family('Huân chương', ['PERSON', 'COLLECTIVE'], NATIONAL),
  DANH_HIEU_NHA_NUOC: family('Danh hiệu vinh dự Nhà nước', ['PERSON', 'COLLECTIVE'], NATIONAL, [
    'Anh hùng Lao động',
    'Anh hùng Lực lượng vũ trang nhân dân',
    'Bà mẹ Việt Nam anh hùng',
    'Nhà giáo Nhân dân',
    'Nhà giáo Ưu tú',
    'Thầy thuốc Nhân dân',
    'Thầy thuốc Ưu tú',
    'Nghệ sĩ Nhân dân',
    'Nghệ sĩ Ưu tú',
    'Nghệ nhân Nhân dân',
    'Nghệ nhân Ưu tú',
  ]),
} as const satisfies Record<string, AwardTable>;

export type AwardCode = keyof typeof AWARDS;
export const AWARD_CODES = Object.keys(AWARDS) as AwardCode[];

function title(
  label: string,
  recipients: AwardTable['recipients'],
  levels: AwardTable['levels'],
  aliases: AwardTable['aliases'] = [],
): AwardTable {
  return { label, kind: 'TITLE', recipients, levels, aliases };
}

function reward(
  label: string,
  recipients: AwardTable['recipients'],
  levels: AwardTable['levels'],
): AwardTable {
  return { label, kind: 'REWARD', recipients, levels };
}

function family(
  label: string,
  recipients: AwardTable['recipients'],
  levels: AwardTable['levels'],
  aliases: AwardTable['aliases'] = [],
): AwardTable {
  return { label, kind: 'REWARD', recipients, levels, aliases, family: true };
}

/** How it may be written: its name, others of the same, and its code. */
export function namesOfAward(code: AwardCode): string[] {
  const { label, aliases = [] }: AwardTable = AWARDS[code];
  return [label, ...aliases, code];
}

/** Whether it is a family of awards with a name and a class each: `Huân chương Lao động hạng Ba`. */
export function isFamily(code: AwardCode): boolean {
  const { family: is }: AwardTable = AWARDS[code];
  return is === true;
}

/** Its name, as an officer reads it. */
export function awardLabel(code: AwardCode): string {
  return AWARDS[code].label;
}

export function awardKind(code: AwardCode): AwardKind {
  return AWARDS[code].kind;
}

export function mayHave(code: AwardCode, recipient: AwardRecipient): boolean {
  return AWARDS[code].recipients.includes(recipient);
}

/** Who gives it on that day (`yyyy-MM-dd`, in Vietnam); none: it is not given then. */
export function levelsOn(code: AwardCode, day: string): AwardLevel[] {
  return AWARDS[code].levels
    .filter(({ from = '', to = '9999-12-31' }) => from <= day && day <= to)
    .map(({ level }) => level);
}
