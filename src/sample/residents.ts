import type { SampleUnit } from '../connectors/portals/simulation/catalogue.js';
import { personName } from './people.js';
import { Random } from './random.js';
import { currentCommunes } from './units.js';

/*
 * The people of the made-up district. Every system that names a person takes them from here by their place in the list, so that one person
 * has one name, one birthday and one identity number in all of them, and what belongs together is found together.
 */

/** How many residents ask for something at the one-stop desk: each several times in a large sample. */
export const APPLICANTS = 1_000;
/** An official of every post in each commune; they are the first of the residents. */
export const OFFICIAL_POSTS = [
  'Chủ tịch UBND',
  'Phó Chủ tịch UBND',
  'Chánh Văn phòng',
  'Trưởng phòng Kinh tế',
  'Trưởng phòng Văn hóa – Xã hội',
  'Chuyên viên tư pháp – hộ tịch',
  'Chuyên viên tài chính – kế toán',
  'Chuyên viên nội vụ',
  'Giám đốc Trung tâm phục vụ hành chính công',
  'Chuyên viên văn thư',
  'Giáo viên',
  'Giáo viên',
] as const;
const TEACHER = 'Giáo viên';
/** Keeps the files of civil servants; a school's are with its commune. */
export const MANAGER = 'H56.14';
/** Shares no factor with a million: takes each of a million places once. */
const STEP = 7_919;
const MILLION = 1_000_000;

/** Somebody of the district. */
export interface Resident {
  name: string;
  isFemale: boolean;
  /** `yyyy-MM-dd` */
  born: string;
  /** 12 digits under the province code 000, which nobody is given; then sex and century, year of birth, six digits. */
  personalId: string;
  /** Code of the commune. */
  unit: string;
}

/** An official, who is a resident too. */
export interface SampleOfficial extends Resident {
  post: string;
  isTeacher: boolean;
  /** Số hiệu. */
  number: string;
  managingUnit: string;
}

/** The resident at a place below a million: the same whatever else is in the sample. No two have the same number. */
export function resident(seed: string | number, place: number): Resident {
  const random = new Random(seed, 'resident', place);
  const communes = currentCommunes();
  const isOfficial = place < communes.length * OFFICIAL_POSTS.length;
  const isFemale = random.chance(0.5);
  const year = isOfficial ? random.int(1966, 1999) : random.int(1938, 2007);
  const [month, day] = [random.int(1, 12), random.int(1, 28)].map((part) => String(part).padStart(2, '0'));
  const sexAndCentury = (year < 2000 ? 0 : 2) + (isFemale ? 1 : 0);
  const own = String((place * STEP) % MILLION).padStart(6, '0');
  return {
    name: personName(random, isFemale),
    isFemale,
    born: `${year}-${month}-${day}`,
    personalId: `000${sexAndCentury}${String(year).slice(-2)}${own}`,
    unit: communes[place % communes.length]?.code ?? '',
  };
}

/** The officials of the commune at this place, in the order of {@link OFFICIAL_POSTS}. */
export function officialsOf(seed: string | number, commune: number): SampleOfficial[] {
  const communes = currentCommunes().length;
  return OFFICIAL_POSTS.map((post, index) => {
    const person = resident(seed, commune + index * communes);
    const isTeacher = post === TEACHER;
    const count = String(commune * OFFICIAL_POSTS.length + index + 1).padStart(4, '0');
    return {
      ...person,
      post,
      isTeacher,
      number: `${isTeacher ? 'VC' : 'CC'}-${count}`,
      managingUnit: isTeacher ? person.unit : MANAGER,
    };
  });
}

/** The name of who has a post in a commune, or in the one that a unit went into; undefined: in none. */
export function nameInPost(
  seed: string | number,
  { code, successors }: Pick<SampleUnit, 'code' | 'successors'>,
  post: (typeof OFFICIAL_POSTS)[number],
): string | undefined {
  const communes = currentCommunes();
  const commune = communes.findIndex((unit) => unit.code === code || successors.includes(unit.code));
  if (commune < 0) return undefined;
  return resident(seed, commune + OFFICIAL_POSTS.indexOf(post) * communes.length).name;
}
