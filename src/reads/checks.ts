import { FIELD_CLASSES } from '../domain/classes/index.js';
import { isPersonal } from '../domain/data-class.js';
import type { ReadTypes } from './engine/types.js';

/** Fields of class PD or SD that are read without masking themselves. Empty: all is well. */
export function unmaskedFields(types: ReadTypes): string[] {
  return Object.entries(types).flatMap(([name, { fields }]) =>
    Object.entries(fields).flatMap(([field, read]) => {
      if (!isPersonal(FIELD_CLASSES[name]?.[field])) return [];
      return read.kind === 'column' && read.personal ? [] : [`${name}.${field}`];
    }),
  );
}

/** Types with personal fields that do not say whose they are. Empty: all is well. */
export function subjectless(types: ReadTypes): string[] {
  return Object.values(types)
    .filter(({ fields, subject }) => !subject && Object.values(fields).some((read) => 'personal' in read))
    .map(({ name }) => name);
}
