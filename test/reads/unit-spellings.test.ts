import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import type { PlainKind } from '../../src/domain/kinds/index.js';
import { factsOf } from '../../src/domain/kinds/index.js';
import { planReplay } from '../../src/ledger/replay.js';
import { type Bench, bench, dossier, notice, rewind, sourceOf, unit } from '../intake/support.js';
import { schema } from '../security/matrix/ways.js';
import { Fixtures } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';

/* A unit's code in its three spellings means the same wherever one is taken: in sources, filters, keys, replays. */

const SPELLINGS = ['H56.14.7', '000.07.14.H56', '000-07-14-H56'] as const;
const KINDS = Object.keys(KIND_SAMPLES) as PlainKind[];

let made: Bench;
let gateway: TestGateway;

beforeAll(async () => {
  made = await bench({ empty: true });
  made.clock.set('2026-01-05T03:00:00.000Z');
  await made.sync(
    sourceOf('unit', [[unit({ Ma: 'H56.14.7', MaKhac: ['000.07.14.H56'] }), unit({ Ma: 'H56.14' })]]),
  );
  await new Fixtures(made).procedure('1.001193', 'Đăng ký khai sinh');
  const account = await new Fixtures(made).account('national');
  for (const [at, spelling] of SPELLINGS.entries()) {
    const code = `H56.14-240823-000${at + 1}`;
    await made.sync(sourceOf('dossier', [[dossier({ MaHoSo: code, DonVi: spelling, DonViXuLy: spelling })]]));
    await made.sync(sourceOf('notice', [[notice({ MaTin: `T-${at}`, DonVi: spelling })]]));
    await rewind(made);
  }
  for (const { id } of await made.all<{ id: string }>("select id from subject where kind = 'dossier'")) {
    const fixtures = new Fixtures(made);
    const lane = await fixtures.lane(id, 'national', account, { unit: 'H56.14.7' });
    await fixtures.delivery(lane, { state: 'REFUSED' });
  }
  gateway = await startGateway(made);
});
afterAll(async () => {
  await gateway?.stop();
  await made?.drop();
});

test('of dossiers and notices', async () => {
  const own = { unit: 'H56.14.7' };
  expect(await made.all('select receiving_unit as unit from dossier')).toEqual([own, own, own]);
  expect(await made.all('select processing_unit as unit from dossier')).toEqual([own, own, own]);
  expect(await made.all('select unit from notice')).toEqual([own, own, own]);
});

test.each(KINDS.filter((kind) => factsOf(kind)?.codes.some(({ type }) => type === 'unit')))(
  'of a %s',
  async (kind) => {
    for (const [at, spelling] of SPELLINGS.entries()) {
      const { raw } = KIND_SAMPLES[kind];
      const outcome = await made.sync(sourceWith(kind, [raw(at + 1, spelling)]));
      expect(outcome).toMatchObject({ stored: 1, quarantined: 0 });
      await rewind(made);
    }
    const { name } = sourceWith(kind, []);
    const table = name === 'accounting' ? 'budget_line' : kind.replaceAll('-', '_');
    const units = await made.all<{ unit: string }>(`select distinct unit from ${table}`);
    expect(units).toEqual([{ unit: 'H56.14.7' }]);
  },
);

const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ args }) =>
  args.some(({ name }) => name === 'unit' || name === 'within'),
);

/** Of what comes from no source, and of the dead, this store has nothing. */
const NOTHING_THERE: ReadonlySet<string> = new Set(['deathNotices', 'differences', 'signatures']);

/** Without these such roots find nothing, whatever the unit. */
const BESIDE: Readonly<Record<string, string>> = {
  civilStatusCounts: 'years: [2025]',
  document: 'code: "000.00.00.H56,2025/08/20,1/UBND-H56147"',
  search: 'text: "báo cáo"',
};

describe('of a filter', () => {
  test.each(roots.map(({ name, type, args }) => [name, getNamedType(type), args] as const))(
    '%s',
    async (name, type, args) => {
      const arg = args.find((each) => each.name === 'unit' || each.name === 'within')?.name;
      const fields = isObjectType(type) ? Object.keys((type as GraphQLObjectType).getFields()) : [];
      const selection = fields.includes('totalCount')
        ? 'totalCount'
        : fields.includes('measures')
          ? 'measures { numerator denominator }'
          : fields.includes('lines')
            ? 'lines'
            : fields.includes('unitCode')
              ? 'unitCode'
              : 'copies { unit { code } }';
      const key = await gateway.key({ role: 'administrator', scopes: ['personal'] });
      const answers = [];
      for (const spelling of [...SPELLINGS, '000-08-14-H56']) {
        const { data, errors } = await gateway.ask(
          `{ found: ${name}(${arg}: "${spelling}", ${BESIDE[name] ?? ''}) { ${selection} } }`,
          {
            key,
          },
        );
        expect(errors).toBeUndefined();
        answers.push(JSON.stringify(data?.['found']));
      }
      const [first, ...others] = answers;
      expect(others.slice(0, 2)).toEqual([first, first]);
      // What nothing is known of finds nothing, so that the three did not agree on everything.
      if (!NOTHING_THERE.has(name)) expect(others[2]).not.toBe(first);
    },
  );
});

test.each(SPELLINGS)('of a key: %s', async (spelling) => {
  const key = await gateway.key({ role: 'viewer', unit: spelling });
  const { data } = await gateway.ask('{ dossiers { totalCount } }', { key });
  expect(data).toEqual({ dossiers: { totalCount: 3 } });
});

test.each(SPELLINGS)('of a replay: %s', async (spelling) => {
  const filter = { states: ['REFUSED' as const], unit: spelling };
  expect(await planReplay(made.database, systemPrincipal('test'), filter)).toMatchObject({ count: 3 });
});
