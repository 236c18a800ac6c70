/*
 * Words and codes of civil status (hộ tịch). The digits are those of the bulk entry of old registers and of the justice system's services;
 * other systems give the same digits other meanings (female is 0 in judicial records), so no code is read without its table. A digit that a
 * table does not have means nothing: its record waits for a person.
 */

export const CIVIL_ACTS = [
  'BIRTH',
  'MARRIAGE',
  'DEATH',
  'RECOGNITION',
  'MARITAL_STATUS',
  'CORRECTION',
  'FOREIGN_DIVORCE',
  'EXTRACT',
] as const;
/** What a register is of (loại sổ). */
export type CivilAct = (typeof CIVIL_ACTS)[number];

/** What an officer reads for a register. */
export const ACT_LABELS: Readonly<Record<CivilAct, string>> = {
  BIRTH: 'Đăng ký khai sinh',
  MARRIAGE: 'Đăng ký kết hôn',
  DEATH: 'Đăng ký khai tử',
  RECOGNITION: 'Nhận cha, mẹ, con',
  MARITAL_STATUS: 'Xác nhận tình trạng hôn nhân',
  CORRECTION: 'Thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc',
  FOREIGN_DIVORCE: 'Ghi chú ly hôn, hủy việc kết hôn đã giải quyết ở nước ngoài',
  EXTRACT: 'Cấp bản sao trích lục hộ tịch',
};

/** How registers are called in keys: as the sheets of the bulk entry are. */
export const ACT_SIGNS: Readonly<Record<CivilAct, string>> = {
  BIRTH: 'KS',
  MARRIAGE: 'KH',
  DEATH: 'KT',
  RECOGNITION: 'CMC',
  MARITAL_STATUS: 'HN',
  CORRECTION: 'CC',
  FOREIGN_DIVORCE: 'LH',
  EXTRACT: 'TL',
};

export const CIVIL_ROLES = [
  'CHILD',
  'MOTHER',
  'FATHER',
  'HUSBAND',
  'WIFE',
  'DECEASED',
  'PARENT',
  'PERSON',
  'REQUESTER',
] as const;
/** As what somebody stands in a registration. */
export type CivilRole = (typeof CIVIL_ROLES)[number];

/** Whose act it is, the first of them by whom it is told from another; who else may stand in it. */
interface ActRoles {
  subjects: readonly [CivilRole, ...CivilRole[]];
  others: readonly CivilRole[];
}

/** Of every register that tells of its people by itself. */
const ROLES_OF: Readonly<Record<Exclude<CivilAct, 'EXTRACT'>, ActRoles>> = {
  BIRTH: { subjects: ['CHILD'], others: ['MOTHER', 'FATHER', 'REQUESTER'] },
  MARRIAGE: { subjects: ['HUSBAND', 'WIFE'], others: ['REQUESTER'] },
  DEATH: { subjects: ['DECEASED'], others: ['REQUESTER'] },
  RECOGNITION: { subjects: ['CHILD', 'PARENT'], others: ['REQUESTER'] },
  MARITAL_STATUS: { subjects: ['PERSON'], others: ['REQUESTER'] },
  CORRECTION: { subjects: ['PERSON'], others: ['REQUESTER'] },
  FOREIGN_DIVORCE: { subjects: ['HUSBAND', 'WIFE'], others: ['REQUESTER'] },
};

/** In an extract stand those of the act that it is of; undefined: of which act is not known. */
export function rolesOf(act: CivilAct, original: CivilAct | undefined): ActRoles | undefined {
  const told = act === 'EXTRACT' ? original : act;
  return told === undefined || told === 'EXTRACT' ? undefined : ROLES_OF[told];
}

/** Which acts say of which registration they are, and of what they may be: not of one another. */
export function tellsOriginal(act: CivilAct): boolean {
  return act === 'EXTRACT' || act === 'CORRECTION';
}

/** What was done to a registration, law 60/2014/QH13 articles 26 to 29. */
export const CHANGE_KINDS = {
  CHANGE: 'Thay đổi hộ tịch',
  CORRECTION: 'Cải chính hộ tịch',
  SUPPLEMENT: 'Bổ sung thông tin hộ tịch',
  ETHNICITY: 'Xác định lại dân tộc',
} as const;
export type ChangeKind = keyof typeof CHANGE_KINDS;

/** Who is shown with what is personal; parents and requesters only with what is sensitive: a parent who is missing among them is not known. */
export const OPEN_ROLES: readonly CivilRole[] = ['CHILD', 'HUSBAND', 'WIFE', 'DECEASED', 'PARENT', 'PERSON'];

/** Codes and what they mean. */
export type CodeTable<Meaning extends string = string> = Readonly<Record<string, Meaning>>;

/** Loại cư trú. */
export const RESIDENCES = { '0': 'NONE', '1': 'PERMANENT', '2': 'TEMPORARY' } as const;
export type Residence = (typeof RESIDENCES)[keyof typeof RESIDENCES];

/** Loại giấy tờ tùy thân; 5 to 7 are cards of the army and the police. */
export const IDENTITY_PAPERS = {
  '0': 'NONE',
  '1': 'IDENTITY_CARD',
  '2': 'PASSPORT',
  '3': 'RESIDENCE_CARD',
  '4': 'CITIZEN_CARD',
  '5': 'SERVICE_CARD',
  '6': 'SERVICE_CARD',
  '7': 'SERVICE_CARD',
  '8': 'OTHER',
} as const;
export type IdentityPaper = (typeof IDENTITY_PAPERS)[keyof typeof IDENTITY_PAPERS];

/** Loại khai sinh: which parent is known. */
export const BIRTH_KINDS = {
  '1': 'BOTH_PARENTS',
  '2': 'MOTHER_UNKNOWN',
  '3': 'FATHER_UNKNOWN',
  '4': 'BOTH_UNKNOWN',
  '5': 'ABANDONED',
} as const;
export type BirthKind = (typeof BIRTH_KINDS)[keyof typeof BIRTH_KINDS];

/** Loại giấy báo tử: from the notice of death to what witnesses say; what 2 to 6 are called is not kept apart. */
export const DEATH_PAPERS = {
  '1': 'DEATH_NOTICE',
  '2': 'OTHER',
  '3': 'OTHER',
  '4': 'OTHER',
  '5': 'OTHER',
  '6': 'OTHER',
  '7': 'WITNESS_STATEMENT',
} as const;
export type DeathPaper = (typeof DEATH_PAPERS)[keyof typeof DEATH_PAPERS];

export const REGISTRATION_TYPES = ['NONE', 'FIRST', 'IN_TIME', 'AGAIN', 'FROM_ABROAD', 'LATE'] as const;
/** Loại đăng ký. */
export type RegistrationType = (typeof REGISTRATION_TYPES)[number];

const OF_EVENTS: CodeTable<RegistrationType> = {
  '0': 'NONE',
  '1': 'IN_TIME',
  '2': 'AGAIN',
  '3': 'FROM_ABROAD',
  '4': 'LATE',
};
const OF_DEEDS: CodeTable<RegistrationType> = { '1': 'FIRST', '2': 'AGAIN' };
const OF_RECOGNITIONS: CodeTable<RegistrationType> = { '0': 'NONE', '1': 'FIRST', '2': 'FROM_ABROAD' };

/** Which codes a register has: deaths, and births by the same list; recognitions; marriages, and the other acts by theirs. */
export function registrationTypes(act: CivilAct): CodeTable<RegistrationType> {
  if (act === 'RECOGNITION') return OF_RECOGNITIONS;
  return act === 'DEATH' || act === 'BIRTH' ? OF_EVENTS : OF_DEEDS;
}

/** Registers that have no type of registration in their columns: confirmations, notes of divorces abroad and extracts, and corrections. */
export function hasRegistrationType(act: CivilAct): boolean {
  return act === 'BIRTH' || act === 'MARRIAGE' || act === 'DEATH' || act === 'RECOGNITION';
}

/** What a code means; undefined: the table does not have it. */
export function meaningOf<Meaning extends string>(
  table: CodeTable<Meaning>,
  code: string,
): Meaning | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
