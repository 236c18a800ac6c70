import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { feedback } from '../../../../src/connectors/sources/feedback/index.js';
import type { JsonObject } from '../../../../src/domain/canonical.js';
import { feedbackState } from '../../../../src/domain/kinds/feedback.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { decodedLines, stored } from '../golden-lines.js';

const NOW = '2026-01-05T03:00:00.000Z';
const source = feedback.create(
  { SOURCE_FEEDBACK_URL: 'file:///nowhere' },
  { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
);
const decode = (raw: JsonObject) => source.decode({ raw, place: { line: 1 } }, { now: Date.parse(NOW) });

/** As a portal of feedback exports it. */
const file = new URL('golden/feedback.jsonl', import.meta.url);
const [ROW = {}] = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as JsonObject);

test('feedback with everything; with little, where a title and a field hold numbers of people and show none; a tombstone', () => {
  expect(decodedLines(feedback, file, NOW)).toEqual([
    stored({
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
    }),
    stored({
      kind: 'feedback',
      // What a system makes up may have as many digits as a person.
      code: 'PAKN20250820001',
      type: 'KIEN_NGHI',
      channel: 'DESK',
      unit: 'H56.14.41',
      field: 'CMND 1712***67',
      title: 'Cấp lại CCCD 0381******23',
      content: 'Đề nghị làm nhanh',
      sender: {},
      personalId: '171234567',
      receivedAt: '2025-08-20T01:00:00.000Z',
      changedAt: '2025-08-20T08:00:00.000Z',
    }),
    stored({
      kind: 'feedback',
      code: 'PA-2025-0012',
      deleted: true,
      changedAt: '2025-08-23T01:00:00.000Z',
    }),
  ]);
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
