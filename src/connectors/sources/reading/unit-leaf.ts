import { fold } from '../../../domain/fold.js';
import { UNIT_CODE } from './checks.js';
import { type Leaf, leaf } from './leaves.js';

/** A unit's code, or a name of it that the source is told (`UNITS`). */
export interface UnitLeaf extends Leaf<string> {
  readonly unitNames: ReadonlyMap<string, string>;
}

/** `names`: codes by folded names. A source tells its own where its form has such a leaf (told-form.ts). */
export function unit(names: ReadonlyMap<string, string> = new Map()): UnitLeaf {
  return {
    ...leaf((value, fail) => {
      const written = value.trim();
      return UNIT_CODE.test(written) ? written : (names.get(fold(written)) ?? fail('BAD_CODE', 'H56.14.3'));
    }),
    unitNames: names,
  };
}
