import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GraphQLArgument, getNamedType, isObjectType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTypes } from '../../src/reads/registry.js';
import { currentCommunes } from '../../src/sample/units.js';
import { loadSealer } from '../../src/store/secret-key.js';
import { createLog } from '../../src/telemetry/log.js';
import { runCommand } from '../support/command.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { dumpOf, foundIn } from '../support/dump.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import type { RawForm } from '../support/kinds/kind-sample.js';
import { everythingInParts } from '../support/selections.js';
import { writeDrop } from '../systems/drops.js';
import { readyStore } from '../systems/lienthong.js';
import { type SystemSample, systemSamples } from '../systems/samples.js';
import { objects, rootsOf, schema } from './matrix/ways.js';

/*
 * One identity number stands in what every source brings: where the form has it, in a record that is refused, under a name that the form does
 * not know, and where a time belongs. Afterwards it is nowhere but in sealed columns and in answers to who may see it. A kind that is new takes
 * part by its line in support/kinds.
 */
const CANARY = '038177446655';
const WATCHED: ReadonlySet<string> = new Set([CANARY]);
/** What the fixtures have for a person's number, alone or inside of a text. */
const NUMBER = /(?<!\d)0\d{11}(?!\d)/;

function planted(system: SystemSample, number: number, unit: string): RawForm {
  const good = JSON.parse(
    JSON.stringify(system.raw(number, unit)).replace(new RegExp(NUMBER, 'g'), CANARY),
  ) as RawForm;
  if (number === 2) return { ...good, NgayCapNhat: 'hôm qua' };
  if (number === 3) return { ...good, SoDinhDanhCu: CANARY };
  return number === 4 ? { ...good, NgayCapNhat: CANARY } : good;
}

/** By kind: whether its form has a number. */
const hasNumber = new Map(
  systemSamples.map((system) => [system.source.kind, NUMBER.test(JSON.stringify(system.raw(1, 'H56.14.1')))]),
);

let folder: string;
let store: TestDatabase;
let gateway: TestGateway;
const printed: string[] = [];
const logged: string[] = [];
const keys = { masked: '', shown: '' };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lienthong-canary-'));
  chmodSync(folder, 0o755);
  store = await freshDatabase({ connections: 2 });
  const units = currentCommunes().map(({ code }) => code);
  const setting: Record<string, string> = { ...(await readyStore(folder, store.url)), LOG_LEVEL: 'debug' };
  const drops = systemSamples.map((system) =>
    writeDrop(folder, 4, units, { ...system, raw: (number, unit) => planted(system, number, unit) }),
  );
  const sources = Object.fromEntries(drops.map(({ variable, address }) => [variable, address]));
  const names = drops.map(({ source }) => source);
  for (const command of [
    ['sync', ...names, '--dry-run'],
    ['sync', ...names, '--json'],
    ['status', '--json'],
    ['compare', ...names],
  ]) {
    const { stdout, stderr } = await runCommand(command, { ...setting, ...sources });
    printed.push(`${command[0]}\n${stdout}\n${stderr}`);
  }
  const sealer = loadSealer({ dataDir: setting['DATA_DIR'] ?? '' });
  const log = createLog('trace', { write: (line) => void logged.push(line) });
  gateway = await startGateway({ ...store, sealer }, { log });
  keys.masked = await gateway.key({ role: 'administrator' });
  keys.shown = await gateway.key({ role: 'administrator', scopes: ['sensitive'] });
}, 240_000);
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('every source brought it and had records refused with it', async () => {
  // A name that the form does not know is left out by some.
  const { rows } = await store.database.query<{ source: string; n: string }>(
    'select source, count(*) as n from quarantine group by source',
  );
  const refused = new Map(rows.map(({ source, n }) => [source, Number(n)]));
  for (const { source } of systemSamples) {
    expect([source.name, (refused.get(source.name) ?? 0) >= 2]).toEqual([source.name, true]);
  }
  expect([...hasNumber.values()].filter(Boolean).length).toBeGreaterThan(5);
});

test('no table holds it in clear, as bytes or in Base64', async () => {
  const dump = await dumpOf(store);
  expect(dump).toContain(currentCommunes()[0]?.code);
  expect(foundIn(dump, WATCHED)).toEqual(new Set());
  // The search would find it.
  for (const text of [CANARY, `\\x${Buffer.from(`..${CANARY}..`).toString('hex')}`])
    expect(foundIn(`${dump}\n${text}`, WATCHED)).toEqual(WATCHED);
});

test('no report and no line of a log says it', () => {
  for (const text of printed) expect(text).not.toContain(CANARY);
  expect(printed.join()).toContain('quarantined');
});

const lists = rootsOf(schema.getQueryType()).flatMap(({ name, type, args }) => {
  const of = /^(\w+)Connection$/.exec(getNamedType(type).name)?.[1] ?? '';
  return readTypes[of] && !args.some(isRequiredArgument) ? [{ name, of }] : [];
});

describe('answers', () => {
  test('without the scope never hold it, whatever is selected', async () => {
    for (const { name, of } of lists) {
      for (const selection of everythingInParts(schema, schema.getType(of) as never, 1)) {
        const answer = await gateway.ask(`{ ${name}(first: 5) { edges { node ${selection} } } }`, {
          key: keys.masked,
        });
        expect(answer.errors).toBeUndefined();
        expect(JSON.stringify(answer)).not.toContain(CANARY);
      }
    }
  });

  test('and no search finds it, with the scope or without', async () => {
    for (const key of Object.values(keys)) {
      const { data, errors } = await gateway.ask(
        `{ search(text: "${CANARY}") { edges { node { match snippet title } } } }`,
        { key },
      );
      expect(errors).toBeUndefined();
      const found = data?.['search'] as { edges: { node: { match: string } }[] } | undefined;
      expect(found?.edges.filter(({ node }) => node.match !== 'SIMILAR')).toEqual([]);
      expect(JSON.stringify(data)).not.toContain(CANARY);
    }
  });

  test('with it show it where it is the person’s own: the records of the person, and refused ones as they came', async () => {
    const { data, errors } = await gateway.ask(
      'query ($n: String!) { citizenRecords(personalId: $n, purpose: "kiểm tra", first: 100) { edges { node { kind code title } } } }',
      { key: keys.shown, variables: { n: CANARY } },
    );
    expect(errors).toBeUndefined();
    const found = data?.['citizenRecords'] as { edges: { node: { kind: string } }[] } | undefined;
    const kinds = new Set(found?.edges.map(({ node }) => node.kind.toLowerCase().replaceAll('_', '-')));
    const about = [...hasNumber].filter(([kind, has]) => has && isAbout(kind)).map(([kind]) => kind);
    expect([...kinds].sort()).toEqual(about.sort());
    expect(JSON.stringify(data)).not.toContain(CANARY);
    const refused = await gateway.ask('{ quarantine(first: 100) { edges { node { raw } } } }', {
      key: keys.shown,
    });
    expect(JSON.stringify(refused.data)).toContain(CANARY);
  });
});

/* Somebody is found by their number in one way only: by an argument of that name, with the scope, for a purpose, and that is kept. */
describe('a number finds nobody', () => {
  const roots = [schema.getQueryType(), schema.getSubscriptionType()].flatMap(rootsOf);
  const byNumber = roots.filter(({ args }) => args.some(({ name }) => name === 'personalId'));
  const selected = (root: (typeof roots)[number]) =>
    /Connection$/.test(getNamedType(root.type).name) ? '{ totalCount edges { cursor } }' : '{ __typename }';
  const asked = (root: (typeof roots)[number], args: string, key: string) =>
    gateway.ask(`query ($n: String!) { ${root.name}(personalId: $n${args}) ${selected(root)} }`, {
      key,
      variables: { n: CANARY },
    });

  test('but by arguments of roots that are called personalId', () => {
    const others = objects
      .filter(({ name }) => name !== 'Query')
      .flatMap((type) => Object.values(type.getFields()).map((field) => [type.name, field] as const))
      .filter(([, { args }]) => args.some(({ name }) => /personalId|identity/i.test(name)));
    expect(others.map(([type, { name }]) => `${type}.${name}`)).toEqual([]);
    expect(byNumber.length).toBeGreaterThan(4);
  });

  test.each(byNumber.map((root) => [root.name, root] as const))(
    '%s: without the scope, nor without a purpose; with both it is kept who asked and what for',
    async (name, root) => {
      const purpose = `kiểm tra ${name}`;
      const codes = async (args: string, key: string) =>
        (await asked(root, args, key)).errors?.map(({ extensions }) => extensions['code']);
      expect(await codes(`, purpose: "${purpose}"`, keys.masked)).toEqual(['FORBIDDEN']);
      expect([['BAD_USER_INPUT'], ['GRAPHQL_VALIDATION_FAILED']]).toContainEqual(await codes('', keys.shown));
      const kept = async () => {
        const { rows } = await store.database.query('select from access_record where purpose = $1', [
          purpose,
        ]);
        return rows.length;
      };
      expect(await kept()).toBe(0);
      expect(await codes(`, purpose: "${purpose}"`, keys.shown)).toBeUndefined();
      expect(await kept()).toBe(1);
    },
  );

  /** What has to be given besides. */
  const NEEDED: Readonly<Record<string, string>> = {
    from: '"2025-01-01T00:00:00+07:00"',
    to: '"2026-01-01T00:00:00+07:00"',
    purpose: '"kiểm tra"',
    personalId: '"038000000000"',
    text: '"H56.14.3"',
  };
  const isText = ({ type }: GraphQLArgument) => ['String', 'ID'].includes(getNamedType(type).name);
  /** Roots whose rows are of things: lists, and one thing by a key. What is like a number `search` may show; see above. */
  const tells = ({ name, type }: (typeof roots)[number]) => {
    const named = getNamedType(type);
    const isThing = named.name === 'Node' || (isObjectType(named) && named.getInterfaces().length > 0);
    return name !== 'search' && (isThing || /Connection$/.test(named.name));
  };
  const NO_WAY: ReadonlySet<string> = new Set(['personalId', 'purpose', 'after', 'before']);
  const texts = rootsOf(schema.getQueryType())
    .filter(tells)
    .flatMap((root) =>
      root.args.filter((arg) => isText(arg) && !NO_WAY.has(arg.name)).map((arg) => ({ root, arg })),
    );

  test('by any other text of any root, whatever the key may see', async () => {
    const found: string[] = [];
    for (const { root, arg } of texts) {
      const value = /^\[/.test(String(arg.type)) ? `["${CANARY}"]` : `"${CANARY}"`;
      const others = root.args.filter((other) => other !== arg && isRequiredArgument(other));
      const given = others.map((other) => `, ${other.name}: ${NEEDED[other.name]}`).join('');
      const text = `{ ${root.name}(${arg.name}: ${value}${given}) ${selected(root)} }`;
      const answer = await gateway.ask(text, { key: keys.shown });
      expect(JSON.stringify(answer)).not.toContain(CANARY);
      const rows = [answer.data?.[root.name]].flat().filter((row) => row != null);
      if (rows.some((row) => (row as { totalCount?: number }).totalCount !== 0)) {
        found.push(`${root.name}(${arg.name})`);
      }
    }
    expect(found).toEqual([]);
    expect(texts.length).toBeGreaterThan(40);
  });

  test('and the log of the gateway has none, which says what fails', async () => {
    await store.database.query('alter table beneficiary rename to away');
    const { errors } = await gateway.ask(
      'query ($n: String!) { beneficiaries(personalId: $n, purpose: "kiểm tra") { totalCount } }',
      { key: keys.shown, variables: { n: CANARY } },
    );
    await store.database.query('alter table away rename to beneficiary');
    expect(errors?.[0]?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(errors)).not.toContain(CANARY);
    expect(logged.join()).toContain('a GraphQL field failed');
    expect(logged.filter((line) => line.includes(CANARY))).toEqual([]);
  });
});

/** Whether rows of a kind are about a person whose number they have. */
function isAbout(kind: string): boolean {
  return Object.values(readTypes).some(({ found, person }) => found?.kind === kind && person !== undefined);
}
