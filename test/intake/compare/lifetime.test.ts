import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GoneUnjudged } from '../../../src/domain/ports.js';
import { forgetComparisons } from '../../../src/intake/compare/index.js';
import { dossier, principal, type Raw, rewind } from '../support.js';
import { type CompareBench, compareBench, EARLIER, holding, KEY, LATER, OTHER } from './support.js';

let made: CompareBench;
beforeEach(async () => {
  made = await compareBench();
});
afterEach(() => made.drop());

describe('a difference', () => {
  const changed = dossier({ TrichYeuHoSo: 'Khác' });

  it('found again counts, right again is closed with the time, and wrong once more is a new one', async () => {
    await made.pull([dossier()]);
    await made.compare(holding([changed]));
    made.clock.advance(86_400_000);
    expect(await made.compare(holding([changed]))).toMatchObject({ changed: 1, closed: 0 });
    expect(await made.told()).toMatchObject([{ times: 2, closed: false }]);
    made.clock.advance(86_400_000);
    expect(await made.compare(holding([dossier()]))).toMatchObject({ changed: 0, closed: 1 });
    expect(await made.one('select closed_at from difference')).toEqual({
      closed_at: new Date(made.clock.now()),
    });
    expect(await made.compare(holding([changed]))).toMatchObject({ changed: 1, closed: 0 });
    expect(await made.told()).toMatchObject([
      { times: 2, closed: true },
      { times: 1, closed: false },
    ]);
  });

  it.each<[string, Raw[], { unjudged?: GoneUnjudged }, string[]]>([
    ['came back', [dossier(), dossier({ MaHoSo: OTHER })], {}, []],
    ['came back among others, of files with changes only', [dossier()], { unjudged: 'ONLY_CHANGES' }, []],
    ['did not come, of files with changes only', [], { unjudged: 'ONLY_CHANGES' }, [`GONE ${KEY}`]],
    ['did not come, of a list that moved', [], { unjudged: 'LIST_MOVED' }, [`GONE ${KEY}`]],
  ])('of a record that went away and %s', async (_name, now, options, open) => {
    await made.pull([dossier(), dossier({ MaHoSo: OTHER })]);
    await made.compare(holding([dossier({ MaHoSo: OTHER })]));
    await made.compare(holding(now, options));
    const found = (await made.told()).filter(({ closed, key }) => !closed && key === KEY);
    expect(found.map(({ problem, key }) => `${problem} ${key}`)).toEqual(open);
  });

  it('of a file with changes only stays until the record comes again or intake has looked at it', async () => {
    await made.pull([dossier()]);
    const earlier = dossier({ TrichYeuHoSo: 'Cũ', NgayCapNhat: EARLIER });
    await made.compare(holding([earlier], { taken: true, unjudged: 'ONLY_CHANGES' }));
    await made.compare(holding([dossier({ MaHoSo: OTHER })], { taken: true, unjudged: 'ONLY_CHANGES' }));
    expect(await made.told()).toMatchObject([{ problem: 'CHANGED', closed: false }, { problem: 'MISSED' }]);
    made.clock.advance(1_000);
    await rewind(made);
    await made.pull([dossier({ TrichYeuHoSo: 'Mới', NgayCapNhat: LATER })]);
    await made.compare(holding([], { taken: true, unjudged: 'ONLY_CHANGES' }));
    expect(await made.told()).toMatchObject([
      { problem: 'CHANGED', closed: true },
      { problem: 'MISSED', closed: false },
    ]);
  });

  it('that was closed is forgotten after its days, an open one never', async () => {
    await made.pull([dossier(), dossier({ MaHoSo: OTHER })]);
    await made.compare(holding([changed]));
    await made.compare(holding([dossier()]));
    await made.database.query(
      "update difference set closed_at = closed_at - interval '10 years' where closed_at is not null",
    );
    await made.database.query(
      "update comparison set started_at = '2010-01-01' where id = (select id from comparison limit 1)",
    );
    expect(await forgetComparisons(made.database, principal, 4_000, 10)).toBe(1);
    expect(await forgetComparisons(made.database, principal, 4_000, 10)).toBe(0);
    expect(await made.brief()).toEqual([`GONE ${OTHER}`]);
    expect(await made.all('select 1 from comparison')).toHaveLength(1);
  });
});
