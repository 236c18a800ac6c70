import { expect, test } from 'vitest';
import { feedback } from '../../../src/connectors/sources/feedback/index.js';
import { feedbackState } from '../../../src/domain/kinds/feedback.js';
import { fixedClock } from '../../../src/domain/time.js';
import { noContents } from '../../support/no-contents.js';
import { noStaging } from '../../support/no-staging.js';

const NOW = '2026-01-05T03:00:00.000Z';
const source = feedback.create(
  { SOURCE_FEEDBACK_URL: 'file:///nowhere' },
  { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
);
const decode = (raw: Record<string, string | boolean>) =>
  source.decode({ raw, place: { line: 1 } }, { now: Date.parse(NOW) });

/** As a portal of feedback exports it. */
const ROW = {
  MaPhanAnh: ' PA-2025-0012 ',
  Loai: 'PHAN_ANH',
  Kenh: 'APP',
  DonVi: 'H56.14.41',
  LinhVuc: 'Môi trường',
  TieuDe: 'Rác thải ở chợ',
  NoiDung: 'Tôi là Hoà, nhà ở cạnh chợ',
  NguoiGui: 'Lê  Thị Hoà',
  SoDienThoai: ' 0912345678',
  Email: 'Hoa@Example.vn',
  DiaChi: 'Thôn 1, xã Ngọc Lặc',
  SoDinhDanh: '038190000123',
  ThoiDiemNhan: '18/08/2025 08:00',
  ThoiDiemPhanCong: '2025-08-18 09:00:00',
  HanTraLoi: '2025-08-25T17:00:00+07:00',
  ThoiDiemTraLoi: '2025-08-20 10:00:00',
  TraLoi: 'Kính gửi bà Hoà: đã dọn.',
  ThoiDiemCongKhai: '2025-08-21 10:00:00',
  NoiDungCongKhai: 'Rác thải ở chợ',
  TraLoiCongKhai: 'Đã dọn.',
  HaiLong: '1',
  NgayCapNhat: '2025-08-22 08:00:00',
};

test('feedback with everything', () => {
  expect(decode(ROW)).toEqual({
    ok: true,
    record: {
      kind: 'feedback',
      code: 'PA-2025-0012',
      type: 'PHAN_ANH',
      channel: 'APP',
      unit: 'H56.14.41',
      field: 'Môi trường',
      title: 'Rác thải ở chợ',
      content: 'Tôi là Hoà, nhà ở cạnh chợ',
      sender: {
        name: 'Lê Thị Hoà',
        phone: '0912345678',
        email: 'hoa@example.vn',
        address: 'Thôn 1, xã Ngọc Lặc',
      },
      personalId: '038190000123',
      receivedAt: '2025-08-18T01:00:00.000Z',
      assignedAt: '2025-08-18T02:00:00.000Z',
      dueAt: '2025-08-25T10:00:00.000Z',
      answeredAt: '2025-08-20T03:00:00.000Z',
      answer: 'Kính gửi bà Hoà: đã dọn.',
      publishedAt: '2025-08-21T03:00:00.000Z',
      publishedContent: 'Rác thải ở chợ',
      publishedAnswer: 'Đã dọn.',
      satisfied: true,
      changedAt: '2025-08-22T01:00:00.000Z',
    },
  });
});

test('what a system makes up may have as many digits as a person; a title and a field may hold one, and show none', () => {
  const change = {
    MaPhanAnh: 'PAKN20250820001',
    TieuDe: 'Cấp lại CCCD 038190000123',
    LinhVuc: 'CMND 171234567',
    SoDinhDanh: '171234567',
  };
  expect(decode({ ...ROW, ...change })).toMatchObject({
    ok: true,
    record: {
      code: 'PAKN20250820001',
      title: 'Cấp lại CCCD 0381******23',
      field: 'CMND 1712***67',
      personalId: '171234567',
    },
  });
});

test('what was closed may be published later', () => {
  expect(decode({ ...ROW, ThoiDiemDong: '2025-08-20 11:00:00' })).toMatchObject({ ok: true });
});

test.each([
  [{}, 'RECEIVED'],
  [{ assignedAt: NOW }, 'ASSIGNED'],
  [{ answeredAt: NOW }, 'ANSWERED'],
  [{ answeredAt: NOW, publishedAt: NOW }, 'PUBLISHED'],
  [{ answeredAt: NOW, closedAt: NOW }, 'CLOSED'],
])('the state is the last step: %o %s', (times, expected) => {
  expect(feedbackState({ receivedAt: NOW, ...times })).toBe(expected);
});

test.each([
  [{ ThoiDiemTraLoi: '', TraLoi: '', HaiLong: '' }, 'ThoiDiemCongKhai NOT_ANSWERED'],
  [{ TraLoi: '' }, 'TraLoi MISSING'],
  [{ TraLoiCongKhai: '' }, 'TraLoiCongKhai MISSING'],
  [{ ThoiDiemCongKhai: '', NoiDungCongKhai: '' }, 'TraLoiCongKhai NOT_PUBLISHED'],
  [{ ThoiDiemTraLoi: '2025-08-18 08:30:00' }, 'ThoiDiemTraLoi WRONG_ORDER'],
  [{ ThoiDiemDong: '2025-08-20 09:00:00' }, 'ThoiDiemDong WRONG_ORDER'],
  [{ HanTraLoi: '2025-08-17 08:30:00' }, 'HanTraLoi WRONG_ORDER'],
  [{ ThoiDiemDong: '2026-02-01 08:00:00' }, 'ThoiDiemDong IN_FUTURE'],
  [{ MaPhanAnh: '038190000123' }, 'MaPhanAnh IS_IDENTITY'],
  [{ SoDinhDanh: '38190000123' }, 'SoDinhDanh BAD_IDENTITY'],
  [{ LinhVuc: '', Loai: 'KHAC' }, 'Loai NOT_IN_LIST; LinhVuc MISSING'],
])('%o is refused: %s', (change, expected) => {
  const decoded = decode({ ...ROW, ...change });
  expect(decoded.ok ? 'fine' : decoded.problems.map(({ field, code }) => `${field} ${code}`).join('; ')).toBe(
    expected,
  );
});
