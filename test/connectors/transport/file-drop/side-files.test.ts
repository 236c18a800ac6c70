import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryStaging } from '../../../../src/store/staging.js';
import { freshDatabase, type TestDatabase } from '../../../support/database.js';
import { row, xlsx } from '../../../support/xlsx.js';
import { dropOf, type Folder, folder, recordsOf, reportFor } from './support.js';

let store: TestDatabase;
let drop: Folder;
beforeAll(async () => {
  store = await freshDatabase({ connections: 2 });
});
afterAll(() => store.drop());
beforeEach(() => {
  drop = folder();
});
afterEach(() => drop.remove());

const withStage = (options: Parameters<typeof dropOf>[1] = {}) =>
  dropOf(drop, { staging: new TemporaryStaging(store.database), ...options });
const told = async () =>
  (await recordsOf(withStage())).map(({ place, unreadable }) => [
    place.file,
    place.row,
    unreadable?.code,
    unreadable?.field,
  ]);

describe('side files', () => {
  it('are joined by key; a record with a broken side row is refused, and no row is dropped', async () => {
    drop.lay('a.csv', 'MaHoSo,ChuHoSo,QuaTrinh\n1,a,\n2,b,"[{""NguoiXuLy"":""own""}]"\n3,c,\n');
    drop.lay('a.qua-trinh.csv', 'MaHoSo;ThoiDiem;NguoiXuLy\n1;t1;A\n2;t2;B\n1;t3;C\n9;t4;D\n3;t5\n;t6;E\n');
    const records = await recordsOf(withStage());
    expect(
      records.map(({ place, unreadable }) => [place.file, place.row, unreadable?.code, unreadable?.field]),
    ).toEqual([
      ['a.qua-trinh.csv', 6, 'COLUMN_COUNT', ''],
      ['a.csv', 2, undefined, undefined],
      ['a.csv', 3, undefined, undefined],
      ['a.csv', 4, 'SIDE_ROW', 'QuaTrinh'],
      ['a.qua-trinh.csv', 5, 'NO_SUCH_RECORD', 'MaHoSo'],
      ['a.qua-trinh.csv', 7, 'NO_SUCH_RECORD', 'MaHoSo'],
    ]);
    expect(records[1]?.raw).toMatchObject({
      QuaTrinh: [
        { ThoiDiem: 't1', NguoiXuLy: 'A' },
        { ThoiDiem: 't3', NguoiXuLy: 'C' },
      ],
    });
    expect(records[2]?.raw).toMatchObject({ QuaTrinh: [{ NguoiXuLy: 'own' }, { NguoiXuLy: 'B' }] });
    expect(JSON.stringify(records[4]?.raw)).toContain('t4');
  });

  it.each([
    ['a.xlsx', xlsx({ rows: row(1, 'MaHoSo') + row(2, 'k') })],
    ['a.csv.gz', gzipSync('MaHoSo\nk\n')],
    ['a.jsonl', '{"MaHoSo":"k"}\n'],
  ])('lie beside %s too, in any form', async (main, content) => {
    drop.lay(main, content);
    drop.lay(
      'a.qua-trinh.xlsx.gz',
      gzipSync(xlsx({ rows: row(1, 'MaHoSo', 'NguoiXuLy') + row(2, 'k', 'A') })),
    );
    const records = await recordsOf(withStage());
    expect(records.map(({ raw }) => raw)).toEqual([{ MaHoSo: 'k', QuaTrinh: [{ NguoiXuLy: 'A' }] }]);
  });

  it('tell what is wrong with a cell by its place in the list', async () => {
    drop.lay('a.csv', 'MaHoSo\nk\n');
    const bad = { xml: '<c r="@" t="e"><v>#REF!</v></c>' };
    const rows = row(1, 'MaHoSo', 'NguoiXuLy') + row(2, 'k', 'A') + row(3, 'k', bad);
    drop.lay('a.qua-trinh.xlsx', xlsx({ rows }));
    const [record] = await recordsOf(withStage());
    expect(record?.problems).toMatchObject([{ field: 'QuaTrinh[1].NguoiXuLy', code: 'CELL_ERROR' }]);
  });

  it('keep the order of rows and records over many pages', async () => {
    const keys = Array.from({ length: 2_500 }, (_, index) => `k${index}`);
    drop.lay('a.csv', `MaHoSo\n${keys.join('\n')}\n`);
    const rows = [1, 2, 3].flatMap((turn) => keys.toReversed().map((key) => `${key},${turn}`));
    drop.lay('a.qua-trinh.csv', `MaHoSo,NguoiXuLy\n${rows.join('\n')}\n`);
    const records = await recordsOf(withStage());
    expect(records.map(({ raw }) => raw)).toEqual(
      keys.map((MaHoSo) => ({ MaHoSo, QuaTrinh: ['1', '2', '3'].map((NguoiXuLy) => ({ NguoiXuLy })) })),
    );
  });

  it('refuse the one record whose rows are too long together', async () => {
    drop.lay('a.csv', 'MaHoSo\n1\n2\n3\n');
    const long = 'x'.repeat(1024 * 1024);
    const rows = Array.from({ length: 9 }, () => `2,${long}\n`).join('');
    drop.lay('a.qua-trinh.csv', `MaHoSo,NguoiXuLy\n1,A\n${rows}3,C\n`);
    expect(await told()).toEqual([
      ['a.csv', 2, undefined, undefined],
      ['a.csv', 3, 'SIDE_ROWS_TOO_LONG', ''],
      ['a.csv', 4, undefined, undefined],
    ]);
  });

  it('end their main file unread when one of them cannot be read at all', async () => {
    drop.lay('a.csv', 'MaHoSo\n1\n');
    drop.lay('a.qua-trinh.csv', 'x\n1\n');
    expect(await told()).toEqual([['a.qua-trinh.csv', undefined, 'NO_KNOWN_COLUMN', '']]);
  });

  it('leave nothing behind in the store, read to the end or not', async () => {
    drop.lay('a.csv', 'MaHoSo\n1\n');
    drop.lay('a.qua-trinh.csv', 'MaHoSo,NguoiXuLy\n1,A\n');
    for await (const page of withStage().pull(undefined, { signal: AbortSignal.timeout(60_000), now: 0 })) {
      expect(page.records).toHaveLength(1);
      break;
    }
    const { rows } = await store.database.query("select 1 from pg_class where relname = 'staged_row'");
    expect(rows).toEqual([]);
  });
});

describe('when side files come', () => {
  it('waits while one of them still moves', async () => {
    drop.lay('main.csv', 'MaHoSo\n1\n');
    drop.lay('main.qua-trinh.csv', 'MaHoSo,NguoiXuLy\n');
    const wait = () => {
      appendFileSync(join(drop.dir, 'inbox', 'main.qua-trinh.csv'), '1,A\n');
      return Promise.resolve();
    };
    expect(await recordsOf(withStage({ wait }))).toEqual([]);
    expect(await recordsOf(withStage())).toHaveLength(1);
  });

  it('waits an hour for the main file, then says that it did not come', async () => {
    drop.lay('a.qua-trinh.csv', 'MaHoSo,NguoiXuLy\n1,A\n', 3_600);
    expect(await recordsOf(withStage())).toEqual([]);
    drop.lay('a.qua-trinh.csv', 'MaHoSo,NguoiXuLy\n1,A\n', 3_601);
    const it = withStage();
    expect((await recordsOf(it)).map(({ unreadable }) => unreadable?.code)).toEqual(['NO_MAIN_FILE']);
    await it.fileDone(reportFor('a.qua-trinh.csv'));
    expect(drop.list('failed')).toEqual(['a.qua-trinh.csv', 'a.qua-trinh.csv.report.json']);
  });

  it('gives them to one main file only, where two have the same base', async () => {
    drop.lay('a.csv', 'MaHoSo\n1\n');
    drop.lay('a.jsonl', '{"MaHoSo":"1"}\n');
    drop.lay('a.qua-trinh.csv', 'MaHoSo,NguoiXuLy\n1,A\n');
    const it = withStage();
    expect((await recordsOf(it)).map(({ raw }) => raw)).toEqual([
      { MaHoSo: '1', QuaTrinh: [{ NguoiXuLy: 'A' }] },
      { MaHoSo: '1' },
    ]);
    await it.fileDone(reportFor('a.csv'));
    expect(drop.list('done')).toEqual(['a.csv', 'a.csv.report.json', 'a.qua-trinh.csv']);
  });
});
