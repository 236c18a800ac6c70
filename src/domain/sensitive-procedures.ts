import { classOn, type DataCategory } from './data-class.js';

/**
 * Procedures whose dossiers say by themselves what the law calls sensitive: who asks for an allowance for the disabled is disabled. Told by
 * words of the procedure's name, folded (domain/fold), for neither catalogue says it of a procedure.
 */
const ABOUT: readonly (readonly [words: string, about: DataCategory])[] = [
  ['khuyet tat', 'HEALTH'],
  ['hiv', 'HEALTH'],
  ['tam than', 'HEALTH'],
  ['benh binh', 'HEALTH'],
  ['thuong binh', 'HEALTH'],
  ['chat doc hoa hoc', 'HEALTH'],
  ['cai nghien', 'HEALTH'],
  ['giam dinh y khoa', 'HEALTH'],
  ['xac dinh lai dan toc', 'ETHNICITY'],
  ['tin nguong', 'RELIGION'],
  ['ton giao', 'RELIGION'],
  ['ly lich tu phap', 'CRIME'],
  ['xac dinh lai gioi tinh', 'SEX_LIFE'],
  ['nuoi con nuoi', 'FAMILY_SECRET'],
  ['nhan cha, me, con', 'FAMILY_SECRET'],
];

/** A regular expression of PostgreSQL for the folded names of procedures whose dossiers are sensitive on a day, `yyyy-MM-dd`. */
export function sensitiveNames(day: string): string {
  const words = ABOUT.filter(([, about]) => classOn(about, day) === 'SD').map(([each]) => each);
  return `\\m(${words.join('|')})\\M`;
}
