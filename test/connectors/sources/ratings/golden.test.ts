import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ratings } from '../../../../src/connectors/sources/ratings/index.js';
import type { JsonObject } from '../../../../src/domain/canonical.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { decodedLines, stored } from '../golden-lines.js';

const NOW = '2026-01-05T03:00:00.000Z';
const file = new URL('golden/ratings.jsonl', import.meta.url);
const [RATING = {}] = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as JsonObject);

test('ratings, with everything and with little, and a tombstone of the first whatever its zone is written like', () => {
  const code = 'H56.14.3-250818-0001|OVERALL|20250820T010030Z';
  expect(decodedLines(ratings, file, NOW)).toEqual([
    stored({
      kind: 'rating',
      code,
      dossier: 'H56.14.3-250818-0001',
      ratingKind: 'OVERALL',
      ratedAt: '2025-08-20T01:00:30.000Z',
      score: 3,
      channel: 'PHONE',
      comment: 'Chờ lâu',
      unit: 'H56.14.3',
      procedure: '1.001193',
      changedAt: '2025-08-21T01:00:00.000Z',
    }),
    stored({
      kind: 'rating',
      code: 'H56.14-250818-0002|RECEPTION|20250820T235959Z',
      dossier: 'H56.14-250818-0002',
      ratingKind: 'RECEPTION',
      ratedAt: '2025-08-20T23:59:59.000Z',
      score: 1,
      unit: 'H56.14',
      changedAt: '2025-08-21T01:00:00.000Z',
    }),
    stored({ kind: 'rating', code, deleted: true, changedAt: '2025-08-22T01:00:00.000Z' }),
  ]);
});

test.each([
  [{ MucDo: 0, Kenh: 'FAX' }, 'MucDo NOT_IN_LIST; Kenh NOT_IN_LIST'],
  [{ ThoiDiem: '2026-02-01 08:00:00' }, 'ThoiDiem IN_FUTURE'],
  [{ MaHoSo: '1234' }, 'MaHoSo BAD_CODE'],
])('%o is refused: %s', (change, expected) => {
  const source = ratings.create(
    { [ratings.address]: 'file:///nowhere' },
    { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
  );
  const decoded = source.decode(
    { raw: { ...RATING, ...change }, place: { line: 1 } },
    { now: Date.parse(NOW) },
  );
  expect(decoded.ok ? 'fine' : decoded.problems.map(({ field, code }) => `${field} ${code}`).join('; ')).toBe(
    expected,
  );
});
