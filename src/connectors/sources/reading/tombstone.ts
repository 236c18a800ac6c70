import { flag } from './leaves.js';

const DELETED = flag();

/** Whether a raw record says that it was deleted: `DaXoa`. */
export function isTombstone(raw: object): boolean {
  return 'DaXoa' in raw && DELETED.read(raw.DaXoa, () => undefined) === true;
}
