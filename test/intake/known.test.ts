import { afterEach, expect, it, vi } from 'vitest';
import type { Source } from '../../src/domain/ports.js';
import { type Bench, bench, codeOf, dossier, type Raw, sourceOf, unit } from './support.js';

let made: Bench;
afterEach(() => made.drop());

/** A source of these pages that tells of what it was asked to decode. */
function watched(...pages: Raw[][]): Source & { decode: ReturnType<typeof vi.fn<Source['decode']>> } {
  const source = sourceOf('dossier', pages);
  return { ...source, decode: vi.fn<Source['decode']>((raw, run) => source.decode(raw, run)) };
}

async function again(source: Source) {
  await made.database.query('delete from source_cursor');
  return made.sync(source);
}

const first = dossier();
const second = dossier({ MaHoSo: codeOf(2) });
const later = { ...first, TrichYeuHoSo: 'Đăng ký khai tử', NgayCapNhat: '2024-08-24T10:00:00+07:00' };

it('does not decode what came before just as it comes now, and sees it again', async () => {
  made = await bench();
  await made.sync(watched([first, second]));
  made.clock.advance(60_000);
  const source = watched([first, second, dossier({ MaHoSo: codeOf(3) })]);
  expect(await again(source)).toMatchObject({ state: 'DONE', read: 3, stored: 1, unchanged: 2 });
  expect(source.decode).toHaveBeenCalledTimes(1);
  const [seen] = await made.all<{ at: Date }>(
    "select distinct read_at as at from subject where kind = 'dossier'",
  );
  expect(seen?.at.getTime()).toBe(made.clock.now());
});

it('judges by the newest of what came: what it said before a change is stale, also on one page', async () => {
  made = await bench();
  await made.sync(watched([first]));
  expect(await again(watched([first, later, first]))).toMatchObject({ stored: 1, unchanged: 1, stale: 1 });
  expect(await again(watched([first]))).toMatchObject({ stale: 1 });
  const source = watched([later]);
  expect(await again(source)).toMatchObject({ unchanged: 1 });
  expect(source.decode).not.toHaveBeenCalled();
});

it('decodes a page after all when a subject changed after it was looked at', async () => {
  made = await bench();
  await made.sync(watched([first]));
  // The second page is looked at while the first is still being recorded.
  expect(await again(watched([later], [first]))).toMatchObject({ state: 'DONE', stored: 1, stale: 1 });
});

it('decodes again when a unit has changed: the same record may name another one by then', async () => {
  made = await bench();
  const written = dossier({ DonVi: 'H56.99' });
  const aliased = (code: string, month: string) =>
    sourceOf('unit', [[unit({ Ma: code, MaKhac: ['H56.99'], NgayCapNhat: `2024-0${month}-01 00:00:00` })]]);
  await again(aliased('H56.14.3', '3'));
  expect(await again(watched([written]))).toMatchObject({ stored: 1 });
  await again(aliased('H56.14', '4'));
  expect(await again(watched([written]))).toMatchObject({ stored: 1 });
  expect(await made.one('select receiving_unit from dossier')).toEqual({ receiving_unit: 'H56.14' });
});

it('decodes again when the source was told to read by other codes', async () => {
  made = await bench();
  await made.sync(watched([first]));
  const told = { ...watched([first]), told: 'civil-status' };
  expect(await again(told)).toMatchObject({ unchanged: 1 });
  expect(told.decode).toHaveBeenCalledTimes(1);
});

it('takes nothing for known of which a cell could not be read', async () => {
  made = await bench();
  await made.sync(watched([first]));
  const problems = [{ field: 'ChuHoSo', code: 'CELL_ERROR', message: 'Ô báo lỗi' }];
  const broken = sourceOf('dossier', [[{ raw: first, place: {}, problems }]]);
  const decode: Source['decode'] = ({ problems: found = [] }) => ({ ok: false, problems: found });
  expect(await again({ ...broken, decode })).toMatchObject({ unchanged: 0, quarantined: 1 });
});
