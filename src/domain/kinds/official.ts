import { fold } from '../fold.js';
import type { Gender } from '../gender.js';
import { mayBeOneDay, type PartialDate } from '../partial-date.js';
import type { Problem } from '../problem.js';
import { type Instant, localDay } from '../time.js';
import { UNIT_PATTERN } from '../unit-code.js';
import type { KindFacts } from './kind.js';
import {
  mainPostHeld,
  type OfficialPost,
  postsWithPresent,
  type SalaryStep,
  salaryWithPresent,
} from './official-posts.js';
import { mayFollow, OFFICIAL_STATE_NAMES, type OfficialState } from './official-states.js';

export const OFFICIAL_KINDS = ['CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE', 'CONTRACT'] as const;
export type OfficialKind = (typeof OFFICIAL_KINDS)[number];

export const SALARY_SCHEMES = ['RANK', 'POSITION'] as const;
export type SalaryScheme = (typeof SALARY_SCHEMES)[number];

/** A cadre, civil servant or public employee, as the agency that manages the file has it (mẫu 2C). */
export interface OfficialRecord {
  kind: 'official';
  /** See {@link officialKey}: never the identity number, for keys stand in logs and reports. */
  code: string;
  /** Số hiệu: unique only inside the managing agency. */
  officialCode: string;
  managingUnit: string;
  /** Where the main post is, or was last. */
  unit: string;
  fullName: string;
  otherName?: string;
  birthDate: PartialDate;
  gender: Gender;
  personalId: string;
  birthPlace?: string;
  homeTown?: string;
  address?: string;
  mobile?: string;
  officePhone?: string;
  officeEmail?: string;
  ethnicity?: string;
  religion?: string;
  generalEducation?: string;
  degree?: string;
  politicalTheory?: string;
  stateManagement?: string;
  languages?: string;
  computing?: string;
  partyJoined?: PartialDate;
  partyOfficial?: PartialDate;
  officialKind: OfficialKind;
  salaryScheme?: SalaryScheme;
  state: OfficialState;
  health?: string;
  bloodGroup?: string;
  discipline?: string;
  posts: OfficialPost[];
  salary: SalaryStep[];
  /** Of which of them the source gave only the present one, in a row a person; absent: of none. */
  present?: ('posts' | 'salary')[];
  /** From a profile of form 2C, which does not ask for {@link NOT_ASKED}: its state is only taken for the first. */
  profile?: true;
  changedAt: Instant;
  deleted?: boolean;
}

/** Số hiệu under the agency that gave it. */
export function officialKey(managingUnit: string, officialCode: string): string {
  return `${managingUnit}/${officialCode}`;
}

/** What form 2C does not ask for, and whether more than it is known; its state is that of who serves, for who serves writes it. */
const NOT_ASKED = ['state', 'mobile', 'officePhone', 'officeEmail', 'salaryScheme', 'profile'] as const;
type NotAsked = Pick<OfficialRecord, (typeof NOT_ASKED)[number]>;

function notAsked(stored: OfficialRecord): Partial<NotAsked> {
  return Object.fromEntries(
    NOT_ASKED.flatMap((name) => (stored[name] === undefined ? [] : [[name, stored[name]]])),
  ) as Partial<NotAsked>;
}

/**
 * A newer row of a list that has a row a person leaves what was known before, and a profile what it does not ask for; any other file says all there is.
 * Older ones are stale anyway.
 */
function completeOfficial(stored: OfficialRecord, incoming: OfficialRecord): OfficialRecord {
  if (Date.parse(incoming.changedAt) < Date.parse(stored.changedAt)) return incoming;
  const { profile, ...told } = incoming;
  const { present = [], posts, salary } = told;
  return {
    ...(profile && !stored.deleted ? { ...told, ...notAsked(stored) } : incoming),
    posts: present.includes('posts') ? postsWithPresent(stored.posts, posts[0]) : posts,
    salary: present.includes('salary') ? salaryWithPresent(stored.salary, salary[0]) : salary,
  };
}

/** Of an identity number that was told wrong before, or is a new one, the name is the same and the births may be, as far as each is known. */
function isSamePerson(one: OfficialRecord, other: OfficialRecord): boolean {
  if (one.personalId === other.personalId) return true;
  return mayBeOneDay(one.birthDate, other.birthDate) && fold(one.fullName) === fold(other.fullName);
}

/** Whoever may read a file by its code, its own person first of all, would read somebody else's; so it stays also when the file is gone. */
const NUMBER_TAKEN: Problem = {
  field: 'SoHieu',
  code: 'NUMBER_TAKEN',
  message:
    'Số hiệu này của cơ quan đã cấp cho người khác, có số định danh khác, kể cả khi hồ sơ đã xóa; người mới cần số hiệu mới (the agency has given this number to somebody else with another identity number, also where that file is gone; a new person needs a new number)',
};

/** Where a file's main post was on the day of the file is where its person works; and a life goes one way. */
function judgeOfficial(incoming: OfficialRecord, stored: OfficialRecord | undefined): Problem | undefined {
  const held = mainPostHeld(incoming.posts, localDay(incoming.changedAt));
  if (held && held.unit !== incoming.unit) {
    const message = 'Khác đơn vị của chức vụ chính đang giữ (not the unit of the main post that is held)';
    return { field: 'DonViCongTac', code: 'UNIT_DIFFERS', message };
  }
  if (stored && !isSamePerson(stored, incoming)) return NUMBER_TAKEN;
  if (!stored || stored.deleted || mayFollow(stored.state, incoming.state)) return undefined;
  const step = [stored.state, incoming.state].map((state) => OFFICIAL_STATE_NAMES[state]).join(' → ');
  const message = `Không thể chuyển tình trạng như vậy; nếu trước đó ghi nhầm thì gửi DaXoa rồi gửi lại (impossible step; where the file was wrong before, send DaXoa, then the file again): ${step}`;
  return { field: 'TrangThai', code: 'ILLEGAL_STEP', message };
}

export const official = {
  kind: 'official',
  label: 'Cán bộ, công chức, viên chức',
  permission: 'officials.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  rows: 'own',
  codes: [
    { property: 'unit', field: 'DonViCongTac', type: 'unit', required: true },
    { property: 'managingUnit', field: 'CoQuanQuanLy', type: 'unit', required: true },
    {
      property: 'posts',
      each: 'unit',
      field: 'QuaTrinhCongTac.DonVi',
      type: 'unit',
      // Where somebody was before may be anywhere in the country.
      required: (post: OfficialPost) => post.to === undefined,
    },
  ],
  unitInKey: (key) => new RegExp(`^(${UNIT_PATTERN})/`).exec(key)?.[1],
  complete: completeOfficial,
  judge: judgeOfficial,
  afterDeath: ['DECEASED'] satisfies OfficialState[],
  lists: ['Official'],
  classes: {
    Query: { officials: 'I', official: 'I' },
    Official: {
      id: 'I',
      code: 'I',
      number: 'I',
      managingUnit: 'P',
      unit: 'P',
      fullName: 'P',
      otherName: 'BASIC',
      birthDate: 'BASIC',
      gender: 'I',
      personalId: 'BASIC',
      birthPlace: 'BASIC',
      homeTown: 'BASIC',
      address: 'BASIC',
      mobile: 'BASIC',
      officePhone: 'P',
      officeEmail: 'P',
      ethnicity: 'ETHNICITY',
      religion: 'RELIGION',
      generalEducation: 'BASIC',
      degree: 'BASIC',
      politicalTheory: 'BASIC',
      stateManagement: 'BASIC',
      languages: 'BASIC',
      computing: 'BASIC',
      partyJoined: 'POLITICS',
      partyOfficial: 'POLITICS',
      kind: 'I',
      salaryScheme: 'I',
      state: 'I',
      health: 'HEALTH',
      bloodGroup: 'BASIC',
      discipline: 'DISCIPLINE',
      posts: 'P',
      salary: 'I',
      certificates: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    OfficialPost: {
      unitCode: 'P',
      unit: 'P',
      title: 'P',
      kind: 'P',
      from: 'P',
      to: 'P',
      decisionNumber: 'I',
      duty: 'I',
    },
    SalaryStep: {
      rankCode: 'I',
      rankName: 'I',
      step: 'BASIC',
      coefficient: 'BASIC',
      from: 'I',
      decisionNumber: 'I',
    },
    MatchedOfficial: { matchedBy: 'I', official: 'I' },
    Unit: { officials: 'I' },
    Certificate: { officials: 'I' },
  },
} as const satisfies KindFacts<OfficialRecord['kind'], keyof OfficialRecord>;
