import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, type GraphQLSchema } from 'graphql';
import type { SampleSummary } from '../../src/sample/index.js';
import { runCommand } from '../support/command.js';

export interface Keys {
  /** Of the whole district, without the scope `personal`, as are all. */
  viewer: string;
  /** Of one commune. */
  unit: string;
  operator: string;
  officer: string;
  service: string;
}

/** What a hostile client knows of the hub, and what it must never be told. */
export interface World {
  schema: GraphQLSchema;
  keys: Keys;
  /** The operations of docs/graphql.md. */
  examples: readonly string[];
  /** Global ids that the whole district sees. */
  ids: readonly string[];
  /** Ids of dossiers that {@link Keys.unit} must not see. */
  hidden: readonly string[];
  /** Cursors of `dossiers` and of other lists. */
  cursors: readonly string[];
  codes: readonly string[];
  /** Path and query of links to files as they are signed, with a wrong signature. */
  links: readonly string[];
  /** Of the sample's people: no answer to these keys may hold one. */
  personal: readonly string[];
  secrets: readonly string[];
}

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A unit of the sample that receives dossiers. */
const COMMUNE = 'H56.14.20';
const ROLES = {
  viewer: 'viewer',
  unit: 'viewer',
  operator: 'operator',
  officer: 'officer',
  service: 'service',
};

/** Writes a district, takes it in and makes keys, all through the commands. Throws what they print when one fails. */
export async function layOut(
  folder: string,
  environment: Record<string, string>,
  { dossiers, seed }: { dossiers: number; seed: string },
): Promise<{ keys: Keys; personal: string[]; environment: Record<string, string> }> {
  const out = join(folder, 'district');
  const lay = (...args: string[]) => run(args, environment);
  await lay('migrate');
  const sample = JSON.parse(
    await lay('sample', '--dossiers', String(dossiers), '--seed', seed, '--out', out, '--json'),
  ) as SampleSummary;
  // Files that were taken in are elsewhere.
  const personal = peopleIn(sample);
  const whole = { ...environment, ...sample.environment };
  await run(['sync', 'units', 'procedures', 'one-stop', 'notices'], whole);
  const made = Object.entries(ROLES).map(async ([name, role]) => {
    const unit = name === 'unit' ? ['--unit', COMMUNE] : [];
    return [name, (await run(['keys', 'create', '--name', name, '--role', role, ...unit], whole)).trim()];
  });
  const keys = Object.fromEntries(await Promise.all(made)) as unknown as Keys;
  return { keys, personal, environment: whole };
}

async function run(args: string[], environment: Record<string, string>): Promise<string> {
  const { status, stdout, stderr } = await runCommand(args, environment);
  if (status !== 0) throw new Error(`lienthong ${args[0]} ended with ${status}: ${stderr}${stdout}`);
  return stdout;
}

const LISTS = `query Known($commune: String!) {
  reach: units(within: $commune, first: 100) { edges { node { code } } }
  every: units(first: 100) { edges { node { code successors { code } } } }
  dossiers(first: 50) { edges { cursor node { id code receivingUnit { code } deliveries(first: 2) { id lane { id } } } } }
  notices(first: 10) { edges { cursor node { id } } }
  units(first: 10) { edges { cursor node { id } } }
  procedures(first: 10) { edges { cursor node { id } } }
  quarantine(first: 5) { edges { cursor node { id } } }
}`;

interface Edge {
  cursor: string;
  node: {
    id: string;
    code?: string;
    receivingUnit?: { code: string };
    successors?: { code: string }[];
    deliveries?: { id: string; lane: { id: string } }[];
  };
}

/** Learns from the running gateway what a case can be made of. */
export async function learn(
  port: number,
  { keys, personal, secrets }: Pick<World, 'keys' | 'personal' | 'secrets'>,
): Promise<World> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${keys.operator}` },
    body: JSON.stringify({ query: LISTS, variables: { commune: COMMUNE } }),
  });
  const { data } = (await response.json()) as { data: Record<string, { edges: Edge[] }> };
  const { reach, every, ...lists } = data;
  const reached = new Set(reach?.edges.map(({ node }) => node.code));
  // A unit's key sees what went wholly into the unit's successors too.
  for (const { node } of every?.edges ?? []) {
    const { code, successors = [] } = node;
    if (successors.length > 0 && successors.every((unit) => reached.has(unit.code))) reached.add(code);
  }
  const edges = Object.values(lists).flatMap((list) => list.edges);
  const dossiers = data['dossiers']?.edges ?? [];
  return {
    schema: buildSchema(readFileSync(root('schema.graphql'), 'utf8')),
    keys,
    examples: examplesIn(readFileSync(root('docs/graphql.md'), 'utf8')),
    ids: edges.flatMap(({ node }) => [
      node.id,
      ...(node.deliveries ?? []).flatMap(({ id, lane }) => [id, lane.id]),
    ]),
    hidden: dossiers
      .filter(({ node: { receivingUnit } }) => receivingUnit && !reached.has(receivingUnit.code))
      .map(({ node }) => node.id),
    cursors: edges.map(({ cursor }) => cursor),
    codes: dossiers.map(({ node }) => node.code ?? ''),
    links: dossiers.map(
      (_, at) =>
        `/files/0190f0f0-0000-7000-8000-${String(at).padStart(12, '0')}/giay-khai-sinh.pdf?e=4102444800&s=${Buffer.alloc(32, at).toString('base64url')}`,
    ),
    personal,
    secrets: [...secrets, ...Object.values(keys)],
  };
}

function examplesIn(document: string): string[] {
  return [...document.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => text);
}

/** Numbers and addresses of everybody in the sample, and the names of those who are not officers too. */
function peopleIn({ out }: SampleSummary): string[] {
  const inbox = join(out, 'one-stop', 'inbox');
  const text = readdirSync(inbox)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => readFileSync(join(inbox, name), 'utf8'))
    .join('\n');
  const all = (field: string) =>
    [...text.matchAll(new RegExp(`"${field}":"([^"]{6,})"`, 'g'))].map(([, value = '']) => value);
  const officers = new Set([...all('NguoiXuLy'), ...all('NguoiKy')]);
  const names = all('ChuHoSo').filter((name) => !officers.has(name));
  return [...new Set([...names, ...['SoDinhDanh', 'SoDienThoai', 'Email', 'DiaChi'].flatMap(all)])];
}
