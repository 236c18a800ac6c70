/**
 * Data classes: `P` public, `I` internal, `PD` basic personal, `SD` sensitive personal data (law on personal data protection).
 * Officers are named in their office (who processed, who signed): internal. Free text written by or about citizens counts as personal.
 */
export type DataClass = 'P' | 'I' | 'PD' | 'SD';

/** What personal data is about, where the law says how sensitive that is. */
export const DATA_CATEGORIES = [
  'BASIC',
  'HEALTH',
  'ETHNICITY',
  'RELIGION',
  'POLITICS',
  'GENETICS',
  'BIOMETRICS',
  'SEX_LIFE',
  'CRIME',
  'BANK_CUSTOMER',
  'LOCATION',
  'FAMILY_SECRET',
  'IDENTITY_LOGIN',
  'IDENTITY_IMAGE',
  'BANK_CREDENTIALS',
  'ONLINE_BEHAVIOUR',
  'DISCIPLINE',
] as const;
export type DataCategory = (typeof DATA_CATEGORIES)[number];

/** What is said of a field: its class, or what it is about, which gives the class by the law of the day. */
export type FieldClass = DataClass | DataCategory;

/** By field of one type of the public schema. */
export type TypeClasses = Readonly<Record<string, FieldClass>>;

/** From a day on (in Vietnam, `yyyy-MM-dd`) these categories are sensitive, by this law. */
interface Period {
  from: string;
  basis: string;
  sensitive: readonly DataCategory[];
}

/** Since decree 13/2023 art. 2; and discipline, which the hub keeps as close by its own rule. */
const SENSITIVE_SINCE_2023: readonly DataCategory[] = [
  'HEALTH',
  'ETHNICITY',
  'RELIGION',
  'POLITICS',
  'GENETICS',
  'BIOMETRICS',
  'SEX_LIFE',
  'CRIME',
  'BANK_CUSTOMER',
  'LOCATION',
  'DISCIPLINE',
];

/** In their order; a new law is a row. */
export const CLASS_PERIODS: readonly Period[] = [
  { from: '2023-07-01', basis: 'Nghị định 13/2023/NĐ-CP', sensitive: SENSITIVE_SINCE_2023 },
  {
    from: '2026-01-01',
    basis: 'Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP',
    sensitive: [
      ...SENSITIVE_SINCE_2023,
      'FAMILY_SECRET',
      'IDENTITY_LOGIN',
      'IDENTITY_IMAGE',
      'BANK_CREDENTIALS',
      'ONLINE_BEHAVIOUR',
    ],
  },
];

const CATEGORIES: ReadonlySet<string> = new Set(DATA_CATEGORIES);

/** The class on a day, `yyyy-MM-dd`; before the first law that knows classes, as it says. */
export function classOn(said: FieldClass, day: string): DataClass {
  if (!isCategory(said)) return said;
  const period = CLASS_PERIODS.findLast(({ from }) => from <= day) ?? CLASS_PERIODS[0];
  return period?.sensitive.includes(said) ? 'SD' : 'PD';
}

/** Whether what is said of a field makes it personal, on whatever day. */
export function isPersonal(said: FieldClass | undefined): boolean {
  return said !== undefined && (isCategory(said) || said === 'PD' || said === 'SD');
}

function isCategory(said: FieldClass): said is DataCategory {
  return CATEGORIES.has(said);
}
