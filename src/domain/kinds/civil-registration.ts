import {
  ACT_SIGNS,
  type BirthKind,
  type ChangeKind,
  type CivilAct,
  type CivilRole,
  type DeathPaper,
  type IdentityPaper,
  type RegistrationType,
  type Residence,
  rolesOf,
} from '../civil-status.js';
import { fold } from '../fold.js';
import type { Gender } from '../gender.js';
import { isSurelyBefore, type PartialDate, precisionOf } from '../partial-date.js';
import type { Problem } from '../problem.js';
import type { Instant } from '../time.js';
import { UNIT_PATTERN } from '../unit-code.js';
import type { KindFacts } from './kind.js';

/** REGISTERED → AMENDED (a note stands in the book, what was there before stays in the versions) → REVOKED, which is the end. */
export const CIVIL_STATES = ['REGISTERED', 'AMENDED', 'REVOKED'] as const;
export type CivilState = (typeof CIVIL_STATES)[number];

export const MARRIAGE_STATES = ['DIVORCED', 'ANNULLED', 'RECOGNISED'] as const;
export type MarriageState = (typeof MARRIAGE_STATES)[number];

/** Somebody who stands in a registration. */
export interface CivilPerson {
  role: CivilRole;
  name: string;
  gender?: Gender;
  birthDate?: PartialDate;
  /** 12 digits. */
  personalId?: string;
  paper?: IdentityPaper;
  paperNumber?: string;
  ethnicity?: string;
  nationality?: string;
  residence?: Residence;
  address?: string;
  birthPlace?: string;
  homeTown?: string;
  /** Of who asked for the registration: what they are to whom it is about. */
  relation?: string;
}

/** A registration in a register of civil status (đăng ký hộ tịch), by its place, register, book and number. */
export interface CivilRegistrationRecord {
  kind: 'civil-registration';
  /** See {@link registrationCode}. */
  code: string;
  /** Where it was registered. */
  unit: string;
  act: CivilAct;
  book: string;
  number: string;
  page?: string;
  registeredOn: PartialDate;
  registrationType: RegistrationType;
  state: CivilState;
  /** The source itself says that it stands as it was registered; absent: it says another state, or none. */
  saysRegistered?: true;
  /** What the national system knows it by. */
  nationalId?: string;
  signer?: string;
  signerTitle?: string;
  performer?: string;
  /** Later changes are written here. */
  note?: string;
  /** Code of the one-stop dossier that it came from. */
  dossier?: string;
  revokedOn?: PartialDate;
  revocation?: string;
  /** Of a birth. */
  birthKind?: BirthKind;
  birthSlip?: string;
  /** Of a death. */
  diedOn?: PartialDate;
  diedAt?: string;
  deathPlace?: string;
  deathCause?: string;
  deathPaper?: DeathPaper;
  deathPaperNumber?: string;
  deathPaperDate?: PartialDate;
  deathPaperIssuer?: string;
  /** Of a marriage: what became of it. */
  marriageState?: MarriageState;
  endedOn?: PartialDate;
  endedBy?: string;
  /** Of a correction: what was changed, and what kind of change it is. */
  change?: string;
  changeKind?: ChangeKind;
  /** Of a correction or an extract: {@link registrationCode} of what it is of, and of which act that is. */
  original?: string;
  originalAct?: CivilAct;
  /** Of what was registered, or decided, abroad before. */
  foreignNumber?: string;
  foreignOn?: PartialDate;
  foreignAuthority?: string;
  foreignCountry?: string;
  persons: CivilPerson[];
  changedAt: Instant;
  deleted?: boolean;
}

/** `1/2024`, `01/2024` and `01-2024`, `5` and `005` are one: spreadsheets drop zeros. */
function plainNumber(text: string): string {
  return text
    .replace(/\s+/g, '')
    .replaceAll('/', '-')
    .toUpperCase()
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

/** Place, register, book and number, `H56.14.3/KT/1-2025/12`: each register of a place has its own books, and numbers begin anew in each. */
export function registrationCode(unit: string, act: CivilAct, book: string, number: string): string {
  return [unit, ACT_SIGNS[act], plainNumber(book), plainNumber(number)].join('/');
}

/** By whom a registration is told from another. */
function mainPersonOf({ act, originalAct, persons }: CivilRegistrationRecord): CivilPerson | undefined {
  const main = rolesOf(act, originalAct)?.subjects[0];
  return persons.find(({ role }) => role === main);
}

/** Whether it was registered or decided abroad before, by its type or by what it says of that. */
export function isFromAbroad(record: CivilRegistrationRecord): boolean {
  const { foreignNumber, foreignOn, foreignAuthority, foreignCountry } = record;
  const told = [foreignNumber, foreignOn, foreignAuthority, foreignCountry];
  return record.registrationType === 'FROM_ABROAD' || told.some((each) => each !== undefined);
}

/**
 * Whether two records under one number are the same registration, the later one corrected. A correction changes a name, a birth date or an
 * identity number. Who was surely registered on another day is somebody else, and so is who has another number and another name, or was born on another
 * day too; where a number is not known, who has another name and was not born on the same day.
 */
function isSameAct(one: CivilRegistrationRecord, other: CivilRegistrationRecord): boolean {
  if (isSurelyBefore(one.registeredOn, other.registeredOn)) return false;
  if (isSurelyBefore(other.registeredOn, one.registeredOn)) return false;
  if (one.act === 'EXTRACT' && one.original !== other.original) return false;
  const [was, is] = [mainPersonOf(one), mainPersonOf(other)];
  if (!was || !is) return true;
  const numbered = was.personalId !== undefined && is.personalId !== undefined;
  const dated = isWhole(was.birthDate) && isWhole(is.birthDate);
  const sameDay = dated && was.birthDate === is.birthDate;
  const sameNumber = numbered && was.personalId === is.personalId;
  // Namesakes: `Lê Thị Hoa` and `Lê Thị Hòa` are one name here.
  if (fold(was.name) === fold(is.name)) return !(numbered && dated) || sameNumber || sameDay;
  return numbered ? sameNumber : sameDay;
}

function isWhole(date: PartialDate | undefined): boolean {
  return date !== undefined && precisionOf(date) === 'DAY';
}

function judgeTaken(incoming: CivilRegistrationRecord, stored: CivilRegistrationRecord): Problem | undefined {
  if (isSameAct(stored, incoming)) return undefined;
  const message =
    'Số này trong sổ đã cấp cho việc khác, kể cả khi đã hủy (another registration has this number, or had it)';
  return { field: 'So', code: 'NUMBER_TAKEN', message };
}

const NOTE_GONE: Problem = {
  field: 'TrangThai',
  code: 'GOES_BACK',
  message:
    'Việc đã ghi chú, thay đổi không trở lại như chưa có; nếu trước đó ghi nhầm thì gửi DaXoa rồi gửi lại (what was amended never stands as if it was not; where it was wrong before, send DaXoa, then the record again)',
};

/** A newer record that tells neither state nor note leaves both as they are: a source without these columns says nothing of them. */
function completeRegistration(
  stored: CivilRegistrationRecord,
  incoming: CivilRegistrationRecord,
): CivilRegistrationRecord {
  if (stored.state !== 'AMENDED' || stored.deleted || incoming.state !== 'REGISTERED') return incoming;
  if (incoming.saysRegistered || Date.parse(incoming.changedAt) < Date.parse(stored.changedAt))
    return incoming;
  return { ...incoming, state: 'AMENDED', ...(stored.note === undefined ? {} : { note: stored.note }) };
}

/** A number in a register stands for one registration for ever, whatever became of it. */
function judgeRegistration(
  incoming: CivilRegistrationRecord,
  stored: CivilRegistrationRecord | undefined,
): Problem | undefined {
  if (!stored) return undefined;
  const taken = judgeTaken(incoming, stored);
  if (taken) return taken;
  if (stored.state === 'AMENDED' && incoming.saysRegistered && !stored.deleted) return NOTE_GONE;
  if (stored.state !== 'REVOKED' || incoming.state === 'REVOKED') return undefined;
  const message =
    'Số này đã bị thu hồi, hủy, không được dùng lại (this number was revoked and is never given again)';
  return { field: 'So', code: 'NUMBER_REVOKED', message };
}

export const civilRegistration = {
  kind: 'civil-registration',
  label: 'Hộ tịch',
  permission: 'civilStatus.read',
  // The commune's justice officer, by a key of the commune; others are told counts.
  readers: ['officer'],
  rows: 'own',
  codes: [{ property: 'unit', field: 'NoiDangKy', type: 'unit', required: true }],
  unitInKey: (key) => new RegExp(`^(${UNIT_PATTERN})/`).exec(key)?.[1],
  complete: completeRegistration,
  judge: judgeRegistration,
  judgeLate: judgeTaken,
  keyProperties: ['original'],
  lists: ['CivilRegistration'],
  classes: {
    Query: { civilRecords: 'I', civilRecord: 'I', civilStatusCounts: 'I' },
    CivilRegistration: {
      id: 'I',
      code: 'I',
      unit: 'P',
      act: 'I',
      book: 'I',
      number: 'I',
      page: 'I',
      registeredOn: 'I',
      registrationType: 'I',
      state: 'I',
      nationalId: 'I',
      signer: 'I',
      signerTitle: 'I',
      performer: 'I',
      // Notes tell of adoptions, of recognised parents and of what changed.
      note: 'FAMILY_SECRET',
      dossier: 'I',
      revokedOn: 'I',
      revocation: 'FAMILY_SECRET',
      birthKind: 'FAMILY_SECRET',
      birthSlip: 'BASIC',
      diedOn: 'BASIC',
      diedAt: 'BASIC',
      deathPlace: 'BASIC',
      deathCause: 'HEALTH',
      deathPaper: 'I',
      deathPaperNumber: 'BASIC',
      deathPaperDate: 'BASIC',
      deathPaperIssuer: 'BASIC',
      marriageState: 'BASIC',
      endedOn: 'BASIC',
      endedBy: 'BASIC',
      change: 'FAMILY_SECRET',
      changeKind: 'I',
      originalCode: 'I',
      original: 'I',
      extracts: 'I',
      corrections: 'I',
      fromAbroad: 'I',
      foreignNumber: 'BASIC',
      foreignOn: 'BASIC',
      foreignAuthority: 'BASIC',
      foreignCountry: 'BASIC',
      persons: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    CivilPerson: {
      role: 'I',
      name: 'BASIC',
      gender: 'I',
      birthDate: 'BASIC',
      personalId: 'BASIC',
      paper: 'I',
      paperNumber: 'BASIC',
      ethnicity: 'ETHNICITY',
      nationality: 'BASIC',
      residence: 'I',
      address: 'BASIC',
      birthPlace: 'BASIC',
      homeTown: 'BASIC',
      relation: 'FAMILY_SECRET',
      registrations: 'I',
    },
    CivilStatusCount: {
      unitCode: 'P',
      act: 'I',
      year: 'I',
      month: 'I',
      registered: 'I',
      revoked: 'I',
    },
    Dossier: { civilRecords: 'I' },
    Unit: { civilRecords: 'I' },
  },
} as const satisfies KindFacts<CivilRegistrationRecord['kind'], keyof CivilRegistrationRecord>;
