import type { Found, ReadType, ReadTypes } from '../engine/types.js';

/** One type that is searched; `place`: what stands for it in the statement, the same for as long as the process runs. */
export interface Arm {
  place: number;
  type: ReadType;
  found: Found;
}

/** The column that tells rows of an arm apart: of most kinds that of the subject, of some a subject has several. */
export function keyOf({ type }: Pick<Arm, 'type'>): string {
  return type.key?.column ?? 'subject_id';
}

/** Every type that can be found, in the order of the registry. */
export function armsOf(types: ReadTypes): Arm[] {
  return Object.values(types).flatMap((type, place) => {
    const { found } = type;
    return found ? [{ place, type, found }] : [];
  });
}
