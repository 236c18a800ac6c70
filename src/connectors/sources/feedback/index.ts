import { withoutIdentityNumbers } from '../../../domain/identity-number.js';
import type { FeedbackRecord, FeedbackSender } from '../../../domain/kinds/feedback.js';
import type { Problem } from '../../../domain/ports.js';
import { inOrder, notAhead } from '../reading/checks.js';
import { compact, type LooseFields } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { FEEDBACK_FORM } from './contract.js';

type Loose = LooseFields<typeof FEEDBACK_FORM>;

/** In the order in which they follow. */
const STEPS = ['ThoiDiemNhan', 'ThoiDiemPhanCong', 'ThoiDiemTraLoi'] as const;
/** Behind all of those, and in no order: what was closed may be published later. */
const ENDS = ['ThoiDiemCongKhai', 'ThoiDiemDong'] as const;

/** Citizens' feedback, from the system that takes it in. */
export const feedback = plainSource<typeof FEEDBACK_FORM, FeedbackRecord>({
  name: 'feedback',
  kind: 'feedback',
  label: 'Phản ánh, kiến nghị',
  order: 50,
  form: FEEDBACK_FORM,
  key: 'MaPhanAnh',
  rules: (fields, problems, now) => {
    checkSteps(fields, problems, now);
    checkAnswer(fields, problems);
  },
  record: (fields, code) =>
    compact<FeedbackRecord>({
      kind: 'feedback',
      code,
      type: fields.Loai,
      channel: fields.Kenh,
      unit: fields.DonVi,
      // Shown and searched in clear; what a citizen writes there may be anything.
      field: withoutIdentityNumbers(fields.LinhVuc),
      title: withoutIdentityNumbers(fields.TieuDe),
      content: fields.NoiDung,
      sender: compact<FeedbackSender>({
        name: fields.NguoiGui,
        phone: fields.SoDienThoai?.trim(),
        email: fields.Email?.trim().toLowerCase(),
        address: fields.DiaChi,
      }),
      personalId: fields.SoDinhDanh,
      receivedAt: fields.ThoiDiemNhan,
      assignedAt: fields.ThoiDiemPhanCong,
      dueAt: fields.HanTraLoi,
      answeredAt: fields.ThoiDiemTraLoi,
      answer: fields.TraLoi,
      publishedAt: fields.ThoiDiemCongKhai,
      publishedContent: fields.NoiDungCongKhai,
      publishedAnswer: fields.TraLoiCongKhai,
      closedAt: fields.ThoiDiemDong,
      satisfied: fields.HaiLong,
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    }),
});

function checkSteps(fields: Loose, problems: Problem[], now: number): void {
  for (const [index, step] of [...STEPS, ...ENDS].entries()) {
    notAhead(fields[step], step, now, problems);
    const before = STEPS.slice(0, index).findLast((each) => fields[each] !== undefined);
    if (before) inOrder({ field: before, at: fields[before] }, { field: step, at: fields[step] }, problems);
  }
  const received = { field: 'ThoiDiemNhan', at: fields.ThoiDiemNhan };
  inOrder(received, { field: 'HanTraLoi', at: fields.HanTraLoi }, problems);
}

/** Nothing is published, and nobody is satisfied, before there is an answer; what is published says what. */
function checkAnswer(fields: Loose, problems: Problem[]): void {
  if (fields.ThoiDiemTraLoi === undefined) {
    const message = 'Chưa có thời điểm trả lời (there is no answer yet)';
    for (const field of ['TraLoi', 'ThoiDiemCongKhai', 'HaiLong'] as const)
      if (fields[field] !== undefined) problems.push({ field, code: 'NOT_ANSWERED', message });
  } else if (fields.TraLoi === undefined) {
    const message = 'Đã trả lời thì phải có nội dung trả lời (an answer without its text)';
    problems.push({ field: 'TraLoi', code: 'MISSING', message });
  }
  const isPublished = fields.ThoiDiemCongKhai !== undefined;
  for (const field of ['NoiDungCongKhai', 'TraLoiCongKhai'] as const) {
    if ((fields[field] !== undefined) === isPublished) continue;
    const [code, message] = isPublished
      ? ['MISSING', 'Công khai thì phải có (required with ThoiDiemCongKhai)']
      : ['NOT_PUBLISHED', 'Chưa có thời điểm công khai (not published yet)'];
    problems.push({ field, code, message });
  }
}
