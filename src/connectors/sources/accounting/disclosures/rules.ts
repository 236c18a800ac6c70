import type { Problem } from '../../../../domain/ports.js';
import { inOrder, notAhead } from '../../reading/checks.js';
import type { LooseFields } from '../../reading/fields.js';
import { judgeForm, missing } from '../form-key.js';
import { type DISCLOSURE_FORM, STATES } from './contract.js';

type Loose = LooseFields<typeof DISCLOSURE_FORM>;

/** What is wrong with a package's fields taken together. `now`: the run's own time, ms. */
export function judgePackage(fields: Loose, problems: Problem[], now: number): void {
  judgeForm(fields, problems, now);
  if (fields.LanCongKhai === 0) {
    const message = 'Lần công khai tính từ 1 (revisions count from 1)';
    problems.push({ field: 'LanCongKhai', code: 'BAD_NUMBER', message });
  }
  if (fields.TrangThai !== undefined) judgeState(fields, STATES[fields.TrangThai], problems);
  judgeReason(fields, problems);
  notAhead(fields.NgayThuHoi, 'NgayThuHoi', now, problems);
  inOrder(
    { field: 'NgayCongKhai', at: fields.NgayCongKhai },
    { field: 'NgayThuHoi', at: fields.NgayThuHoi },
    problems,
  );
}

/** What each state has to say: nothing is approved without a decision or published without a day, and a draft is neither. */
function judgeState(
  { SoQuyetDinh: decision, NgayCongKhai: published, NgayThuHoi: withdrawn }: Loose,
  state: (typeof STATES)[keyof typeof STATES],
  problems: Problem[],
): void {
  const isOut = state === 'PUBLISHED' || state === 'CORRECTED' || state === 'WITHDRAWN';
  // Where it is published without a decision, that is said already.
  if (state !== 'DRAFT' && decision === undefined && published === undefined) {
    problems.push(missing('SoQuyetDinh', 'Đã duyệt mà không có số quyết định (approved without a decision)'));
  }
  if (isOut && published === undefined) {
    problems.push(
      missing('NgayCongKhai', 'Đã công khai mà không có ngày công khai (published without a day)'),
    );
  }
  if (!isOut && published !== undefined) {
    const message = 'Có ngày công khai mà chưa công khai (a day of publication, and not published)';
    problems.push({ field: 'TrangThai', code: 'STATE_DIFFERS', message });
  }
  if ((state === 'WITHDRAWN') === (withdrawn !== undefined)) return;
  if (withdrawn === undefined) {
    problems.push(missing('NgayThuHoi', 'Đã thu hồi mà không có ngày thu hồi (withdrawn without a day)'));
    return;
  }
  const message = 'Có ngày thu hồi mà chưa thu hồi (a day of withdrawal, and not withdrawn)';
  problems.push({ field: 'TrangThai', code: 'STATE_DIFFERS', message });
}

/** What was public is not changed or taken back without saying why. */
function judgeReason({ LanCongKhai: revision = 1, TrangThai, LyDo: reason }: Loose, problems: Problem[]) {
  if (reason !== undefined || (revision <= 1 && TrangThai !== 'DA_THU_HOI')) return;
  const message = 'Đính chính hoặc thu hồi mà không có lý do (corrected or withdrawn without a reason)';
  problems.push(missing('LyDo', message));
}
