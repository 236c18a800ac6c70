import { createHash } from 'node:crypto';

/** What stands in keys for an identity number, in tests. */
export const keyed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
