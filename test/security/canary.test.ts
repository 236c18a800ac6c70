import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getNamedType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTypes } from '../../src/reads/registry.js';
import { currentCommunes } from '../../src/sample/units.js';
import { loadSealer } from '../../src/store/secret-key.js';
import { runCommand } from '../support/command.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { dumpOf, foundIn } from '../support/dump.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import type { RawForm } from '../support/kinds/kind-sample.js';
import { everythingInParts } from '../support/selections.js';
import { writeDrop } from '../systems/drops.js';
import { readyStore } from '../systems/lienthong.js';
import { type SystemSample, systemSamples } from '../systems/samples.js';
import { rootsOf, schema } from './matrix/ways.js';

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
  gateway = await startGateway({ ...store, sealer });
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

/** Whether rows of a kind are about a person whose number they have. */
function isAbout(kind: string): boolean {
  return Object.values(readTypes).some(({ found, person }) => found?.kind === kind && person !== undefined);
}
