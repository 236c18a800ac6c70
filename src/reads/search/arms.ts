import type { Found, ReadType, ReadTypes } from '../engine/types.js';

/** One type that is searched; `place`: what stands for it in the statement, the same for as long as the process runs. */
export interface Arm {
  place: number;
  type: ReadType;
  found: Found;
}

/** Every type that can be found, in the order of the registry. */
export function armsOf(types: ReadTypes): Arm[] {
  return Object.values(types).flatMap((type, place) => {
    const { found } = type;
    return found ? [{ place, type, found }] : [];
  });
}
