import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, bench, codeOf, dossier, type Raw, rewind, sourceOf } from './support.js';

let made: Bench;
beforeAll(async () => {
  made = await bench();
});
afterAll(() => made.drop());

const record = (base: number) =>
  fc
    .record({
      key: fc.integer({ min: 0, max: 2 }),
      minute: fc.integer({ min: 0, max: 3 }),
      summary: fc.constantFrom('A', 'B'),
      notes: fc.array(fc.constantFrom('x', 'y'), { maxLength: 3 }),
    })
    .map(
      ({ key, minute, summary, notes }): Raw =>
        dossier({
          MaHoSo: codeOf(base + key),
          TrichYeuHoSo: summary,
          NgayCapNhat: `2024-08-24T00:0${minute}:00+07:00`,
          QuaTrinh: notes.map((note) => ({
            ThoiDiem: '2024-08-23 09:00:00',
            TrangThai: 4,
            NguoiXuLy: 'A',
            NoiDung: note,
          })),
        }),
    );

async function state(base: number) {
  const keys = [0, 1, 2].map((key) => codeOf(base + key));
  const versions = await made.all(
    `select s.natural_key, s.version, s.changed_at, s.content_hash from subject s where s.natural_key = any($1) order by 1`,
    [keys],
  );
  const entries = await made.all(
    `select t.id, d.code, t.ordinal, t.note, t.removed_version from trace_entry t join dossier d on d.subject_id = t.dossier_id
      where d.code = any($1) order by 1`,
    [keys],
  );
  return { versions, entries };
}

describe('taking the same records again', () => {
  it('changes nothing, in one page or cut anywhere into two', async () => {
    let base = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(), { minLength: 1, maxLength: 10 }),
        fc.nat(),
        fc.nat(),
        async (seeds, cut, order) => {
          base += 3;
          const records = seeds.map((seed) => fc.sample(record(base), { seed, numRuns: 1 })[0] ?? dossier());
          await rewind(made);
          const first = await made.sync(sourceOf('dossier', [records]));
          expect(first.read).toBe(first.stored + first.unchanged + first.stale + first.quarantined);
          expect(first).toMatchObject({ read: records.length, quarantined: 0 });
          const before = await state(base);
          const owed = made.owed.length;
          const at = cut % records.length;
          const turned = order % 2 === 0 ? records : [...records].reverse();
          await rewind(made);
          const again = await made.sync(sourceOf('dossier', [turned.slice(0, at), turned.slice(at)]));
          expect(again).toMatchObject({ read: records.length, stored: 0, quarantined: 0 });
          expect(await state(base)).toEqual(before);
          expect(made.owed).toHaveLength(owed);
        },
      ),
      { seed: 20240826, numRuns: 40 },
    );
  });
});
