import type { Kind } from '../case.js';
import { floods } from './floods.js';
import { forged } from './forged.js';
import { types } from './types.js';
import { unsafe } from './unsafe.js';
import { writes } from './writes.js';

/** Kinds of hostile GraphQL operations: each comes as a good HTTP request. */
export const operations: readonly Kind[] = [...floods, ...types, ...forged, ...unsafe, ...writes];
