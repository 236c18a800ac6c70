import { fold } from '../fold.js';

export const BENEFIT_PROGRAMMES = ['SOCIAL', 'MERIT', 'SOCIAL_PENSION', 'POVERTY'] as const;
/** Social protection, people with merit, social pension, support of poor households. */
export type BenefitProgramme = (typeof BENEFIT_PROGRAMMES)[number];

interface GroupTable {
  programme: BenefitProgramme;
  label: string;
  /** What gives it. */
  basis: string;
  /** First and last day on which it can be granted, `yyyy-MM-dd`; absent: without a beginning or an end. */
  from?: string;
  to?: string;
  /** Other ways in which it is written, each folded text that begins so or is so. */
  aliases?: readonly string[];
  /** Being in it tells of somebody's health: HEALTH. CLOSED: and is for the case officer only. */
  tells?: 'HEALTH' | 'CLOSED';
}

const MERIT = 'Pháp lệnh 02/2020/UBTVQH14, Điều 3';
const SOCIAL = 'Nghị định 20/2021/NĐ-CP, Điều 5';
const CARE = 'Nghị định 20/2021/NĐ-CP, Điều 20';
const PENSION = 'Luật 41/2024/QH15, Nghị định 176/2025/NĐ-CP';
const POOR = 'Nghị định 07/2021/NĐ-CP';

/**
 * [assumed] Who is entitled: the twelve groups of people with merit, the eight of social protection, who cares for them, social pension and poor households. Laws
 * before these had the same groups, so that they have no first day; a law that adds or ends one is a row or a day here.
 */
const GROUPS = {
  CHILD_WITHOUT_SUPPORT: social('Trẻ em không có nguồn nuôi dưỡng', ['Trẻ em mồ côi', 'Trẻ mồ côi']),
  STUDENT_16_22: social('Người từ 16 đến 22 tuổi đang học, không có nguồn nuôi dưỡng', [
    'Người từ 16 đến 22 tuổi',
  ]),
  HIV_CHILD: social('Trẻ em nhiễm HIV/AIDS', ['Trẻ em nhiễm HIV', 'Trẻ nhiễm HIV'], 'CLOSED'),
  POOR_SINGLE_PARENT: social('Người đơn thân nghèo đang nuôi con', ['Đơn thân nghèo', 'Người đơn thân']),
  ELDERLY: social('Người cao tuổi', ['Cao tuổi']),
  DISABLED: social('Người khuyết tật', ['Khuyết tật', 'NKT'], 'HEALTH'),
  POOR_CHILD_UNDER_3: social('Trẻ em dưới 3 tuổi thuộc hộ nghèo ở vùng khó khăn', ['Trẻ em dưới 3 tuổi']),
  HIV_ADULT: social('Người nhiễm HIV/AIDS', ['Người nhiễm HIV', 'Nhiễm HIV'], 'CLOSED'),
  // Who cares for others, of whom the disability tells of somebody in their household.
  CARER_DISABLED: carer('Hộ gia đình trực tiếp chăm sóc người khuyết tật đặc biệt nặng', 'HEALTH', [
    'Hộ gia đình có người khuyết tật',
    'Gia đình có người khuyết tật',
  ]),
  FOSTER_DISABLED: carer('Người nhận chăm sóc, nuôi dưỡng người khuyết tật đặc biệt nặng', 'HEALTH'),
  FOSTER_CHILD: carer('Hộ gia đình, cá nhân nhận chăm sóc, nuôi dưỡng trẻ em'),
  FOSTER_ELDERLY: carer('Người nhận chăm sóc, nuôi dưỡng người cao tuổi'),
  REVOLUTION_BEFORE_1945: merit('Người hoạt động cách mạng trước ngày 01/01/1945', ['Lão thành cách mạng']),
  REVOLUTION_1945: merit('Người hoạt động cách mạng từ ngày 01/01/1945 đến khởi nghĩa tháng Tám năm 1945', [
    'Cán bộ tiền khởi nghĩa',
    'Tiền khởi nghĩa',
  ]),
  MARTYR: merit('Liệt sĩ', [
    ...['Thân nhân liệt sĩ', 'Thân nhân của liệt sĩ', 'Tuất liệt sĩ'],
    ...[
      'Vợ',
      'Chồng',
      'Vợ (chồng)',
      'Bố',
      'Mẹ',
      'Bố mẹ',
      'Bố, mẹ',
      'Cha',
      'Cha mẹ',
      'Cha, mẹ',
      'Con',
    ].flatMap((relative) => [`${relative} liệt sĩ`, `${relative} của liệt sĩ`]),
  ]),
  HEROIC_MOTHER: merit('Bà mẹ Việt Nam anh hùng', [
    'Mẹ Việt Nam anh hùng',
    'BMVNAH',
    'Bà mẹ VNAH',
    'Mẹ VNAH',
  ]),
  HERO_ARMED_FORCES: merit('Anh hùng Lực lượng vũ trang nhân dân', ['Anh hùng LLVT']),
  HERO_LABOUR: merit('Anh hùng Lao động trong thời kỳ kháng chiến', ['Anh hùng Lao động']),
  WAR_INVALID: merit('Thương binh', ['Người hưởng chính sách như thương binh', 'Tuất thương binh'], 'HEALTH'),
  SICK_SOLDIER: merit('Bệnh binh', ['Tuất bệnh binh'], 'HEALTH'),
  TOXIC_CHEMICALS: merit(
    'Người hoạt động kháng chiến bị nhiễm chất độc hóa học',
    [
      ...['Nhiễm chất độc hóa học', 'Chất độc hóa học', 'CĐHH', 'Nhiễm CĐHH'],
      ...['Người HĐKC bị nhiễm CĐHH', 'Người HĐKC nhiễm CĐHH', 'HĐKC bị nhiễm CĐHH', 'HĐKC nhiễm CĐHH'],
      ...['Người hoạt động kháng chiến bị nhiễm CĐHH', 'Người hoạt động kháng chiến nhiễm chất độc hóa học'],
    ],
    'HEALTH',
  ),
  IMPRISONED: merit('Người hoạt động cách mạng, kháng chiến bị địch bắt tù, đày', ['Bị địch bắt tù đày']),
  RESISTANCE: merit('Người hoạt động kháng chiến giải phóng dân tộc', [
    'Người hoạt động kháng chiến',
    'Người HĐKC',
  ]),
  HELPER: merit('Người có công giúp đỡ cách mạng', ['Giúp đỡ cách mạng']),
  PENSION_75: pension('Hưu trí xã hội từ đủ 75 tuổi', ['Người từ đủ 75 tuổi', 'Hưu trí xã hội']),
  PENSION_70_POOR: pension('Hưu trí xã hội từ đủ 70 đến dưới 75 tuổi, hộ nghèo, cận nghèo', [
    'Người từ đủ 70 đến dưới 75 tuổi',
  ]),
  POOR_HOUSEHOLD: poor('Hộ nghèo', ['Thành viên hộ nghèo']),
  NEAR_POOR_HOUSEHOLD: poor('Hộ cận nghèo', ['Thành viên hộ cận nghèo']),
} as const satisfies Record<string, GroupTable>;

export type BenefitGroup = keyof typeof GROUPS;
export const BENEFIT_GROUPS = Object.keys(GROUPS) as BenefitGroup[];

/** Who is in one of these has an illness or a disability: whatever names somebody beside it is sensitive. */
export const HEALTH_GROUPS: readonly BenefitGroup[] = BENEFIT_GROUPS.filter(
  (group) => tableOf(group).tells !== undefined,
);

/** Of these nothing is shown but to the case officer. */
export const CLOSED_GROUPS: readonly BenefitGroup[] = BENEFIT_GROUPS.filter(
  (group) => tableOf(group).tells === 'CLOSED',
);

export function programmeOf(group: BenefitGroup): BenefitProgramme {
  return GROUPS[group].programme;
}

/** Its name, as an officer reads it. */
export function groupLabel(group: BenefitGroup): string {
  return GROUPS[group].label;
}

/** Whether it could be granted on a day, `yyyy-MM-dd`. */
export function isGrantedOn(group: BenefitGroup, day: string): boolean {
  const { from = '', to = '9999-12-31' } = tableOf(group);
  return from <= day && day <= to;
}

const NAMES: readonly (readonly [name: string, group: BenefitGroup])[] = BENEFIT_GROUPS.flatMap((group) => {
  const { label, aliases = [] } = tableOf(group);
  return [group, label, ...aliases].map((name) => [fold(name), group] as const);
}).sort(([one], [other]) => other.length - one.length);

/**
 * The group that a text names: its code, or its name with or without accents and whatever is said behind it (`Người khuyết tật nặng`, `Thương
 * binh 4/4`); of names that stand in one another the longest. Undefined: none of the list. A text of social protection that tells of a disability or
 * of HIV is of the group that tells it, whatever it begins with (`Người cao tuổi khuyết tật nặng`): names beside it are as sensitive. Who cares for
 * somebody with HIV stands in the closed group: a carer's row, open to more people, would tell whose household it is.
 */
export function groupNamed(text: string): BenefitGroup | undefined {
  const written = fold(text).replace(/\bliet sy\b/g, 'liet si');
  const tellsHiv = /\bhiv\b/.test(written);
  const caring = tellsHiv ? undefined : carerIn(written);
  if (caring !== undefined) return caring;
  const named = NAMES.find(
    ([name]) => written.startsWith(name) && !/^[\p{L}\p{N}]/u.test(written.slice(name.length)),
  )?.[1];
  if (named === undefined || (tellsHiv && tableOf(named).basis === CARE)) return healthGroupIn(written);
  if (programmeOf(named) !== 'SOCIAL' || tableOf(named).tells) return named;
  return healthGroupIn(written) ?? named;
}

/** `Người nuôi dưỡng …`, `Hộ gia đình, cá nhân nhận chăm sóc, nuôi dưỡng …`: who cares, and behind it for whom. */
const CARING =
  /^(?:(?:kinh phi|chi phi|ho tro)\s+)*((?:(?:ho|gia dinh|nguoi|ca nhan|va|hoac|dang|truc tiep|nhan|cham soc)\b[\s,]*)*(?:cham soc|nuoi duong|nuoi))\b/;
/** `nhận`: for whom is none of their own; `cá nhân` is another word, and so is the `nhận` of `nhận trợ cấp`. */
const TAKING_IN = /(?<!\bca )\bnhan\b/;
const TAKEN_IN = /(?<!\bca )\bnhan (?:cham soc|nuoi)\b/;
const CARED_FOR = [
  [/\bkhuyet tat\b|\bnkt\b/, 'DISABLED'],
  [/\btre\b/, 'CHILD'],
  [/\bcao tuoi\b|\bnct\b/, 'ELDERLY'],
] as const;

/** Whom a folded text names as caring for somebody; a child and an old person of their own nobody is helped for. */
function carerIn(written: string): BenefitGroup | undefined {
  const [all = '', words = ''] = CARING.exec(written) ?? [];
  const rest = written.slice(all.length);
  const whom = all === '' ? undefined : CARED_FOR.find(([pattern]) => pattern.test(rest))?.[1];
  if (whom === undefined) return undefined;
  if (TAKING_IN.test(words) || TAKEN_IN.test(rest)) return `FOSTER_${whom}`;
  return whom === 'DISABLED' ? 'CARER_DISABLED' : undefined;
}

/** Of whose health a folded text tells; what it denies aside. */
function healthGroupIn(text: string): BenefitGroup | undefined {
  if (/\bhiv\b/.test(text)) return /\btre\b/.test(text) ? 'HIV_CHILD' : 'HIV_ADULT';
  return /(?<!\bkhong (?:bi |phai )?)\bkhuyet tat\b/.test(text) ? 'DISABLED' : undefined;
}

function tableOf(group: BenefitGroup): GroupTable {
  return GROUPS[group];
}

function social(label: string, aliases: readonly string[], tells?: 'HEALTH' | 'CLOSED'): GroupTable {
  return { programme: 'SOCIAL', label, basis: SOCIAL, aliases, ...(tells ? { tells } : {}) };
}

function carer(label: string, tells?: 'HEALTH', aliases: readonly string[] = []): GroupTable {
  return { programme: 'SOCIAL', label, basis: CARE, aliases, ...(tells ? { tells } : {}) };
}

function merit(label: string, aliases: readonly string[], tells?: 'HEALTH'): GroupTable {
  return { programme: 'MERIT', label, basis: MERIT, aliases, ...(tells ? { tells } : {}) };
}

function pension(label: string, aliases: readonly string[]): GroupTable {
  return { programme: 'SOCIAL_PENSION', label, basis: PENSION, from: '2025-07-01', aliases };
}

function poor(label: string, aliases: readonly string[]): GroupTable {
  return { programme: 'POVERTY', label, basis: POOR, aliases };
}
