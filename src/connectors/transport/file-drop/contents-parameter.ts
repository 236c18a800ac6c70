import { oneOf } from '../parameters/kinds.js';
import type { Given, Parameter } from '../parameters/parameter.js';

/** What the vendor promises of each file: only then can a record be missed in one. */
export const FILES_HOLD: Parameter = {
  name: 'FILES_HOLD',
  kind: oneOf(['changes', 'all']),
  means: {
    vi: 'Mỗi tệp chứa gì: changes (chỉ bản ghi đã thay đổi) hay all (toàn bộ bản ghi). Với all, đối soát hằng ngày báo bản ghi không còn trong tệp mới nhất; không xóa gì',
    en: 'What each file holds: changes, or all records. With all, the daily comparison reports what the newest file no longer has; nothing is deleted',
  },
  example: 'all',
  absent: 'changes',
};

export function filesHoldAll(given: Given): boolean {
  return given.text(FILES_HOLD) === 'all';
}
