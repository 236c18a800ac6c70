import type { Kind } from '../case.js';
import { bodies } from './bodies.js';
import { doors } from './doors.js';
import { framing } from './framing.js';
import { live } from './live.js';

/** Kinds of hostile HTTP requests, byte by byte. */
export const requests: readonly Kind[] = [...framing, ...bodies, ...doors, ...live];
