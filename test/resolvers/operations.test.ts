import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../src/domain/role.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let store: TestDatabase;
let gateway: TestGateway;
let operator: string;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  gateway = await startGateway(store);
  operator = await gateway.key({ role: 'operator' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function ask(query: string) {
  const answer = await gateway.ask(query, { key: operator });
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

describe('the operators’ roots', () => {
  test('lanes', async () => {
    expect(
      await ask(`{
        ready: lanes(ready: true) { edges { node { readyAt dossier { code } deliveries { state } } } }
        waiting: lanes(waitReason: "RECORD_HELD") { totalCount }
      }`),
    ).toEqual({
      ready: {
        edges: [
          {
            node: {
              readyAt: '2024-08-24T07:00:00.000+07:00',
              dossier: { code: 'H56.14-240824-0003' },
              deliveries: [{ state: 'PENDING' }],
            },
          },
        ],
      },
      waiting: { totalCount: 1 },
    });
  });

  test('syncRuns and quarantine', async () => {
    expect(
      await ask(`{
        syncRuns(source: "one-stop", states: [DONE]) { edges { node { read stored quarantined error } } }
        quarantine(states: [OPEN]) { edges { node { key kind place { file line row } problems { field code path } waitsFor times } } }
      }`),
    ).toEqual({
      syncRuns: { edges: [{ node: { read: 6, stored: 5, quarantined: 1, error: null } }] },
      quarantine: {
        edges: [
          {
            node: {
              key: 'H56.14-240823-0009',
              kind: 'DOSSIER',
              place: { file: 'a.jsonl', line: 7, row: null },
              problems: [{ field: 'DonVi', code: 'UNKNOWN_UNIT', path: [] }],
              waitsFor: ['unit:H56.14.99'],
              times: 1,
            },
          },
        ],
      },
    });
  });

  test('comparisons and differences', async () => {
    expect(
      await ask(`{
        comparisons(source: "one-stop", states: [DONE]) {
          edges { node { read changed gone missed closed goneUnjudged error } }
        }
        differences(open: true, orderBy: FIRST_FOUND_ASC, problems: [CHANGED, MISSED]) {
          edges { node { problem subjectKind subjectKey place unit { code } times sourceChangedAt dossier { state } notice { code } } }
        }
      }`),
    ).toEqual({
      comparisons: {
        edges: [
          { node: { read: 7, changed: 1, gone: 1, missed: 1, closed: 1, goneUnjudged: null, error: null } },
        ],
      },
      differences: {
        edges: [
          {
            node: {
              problem: 'CHANGED',
              subjectKind: 'DOSSIER',
              subjectKey: 'H56.14-240823-0001',
              place: null,
              unit: { code: 'H56.14.3' },
              times: 2,
              sourceChangedAt: '2024-08-23T09:00:00.000+07:00',
              dossier: { state: 'PROCESSING' },
              notice: null,
            },
          },
          {
            node: expect.objectContaining({
              problem: 'MISSED',
              subjectKey: null,
              place: 'a.csv, dòng (line) 9',
              unit: null,
              dossier: null,
            }),
          },
        ],
      },
    });
  });

  test('keys of what the caller may not read are not told, nor found; the rows stay', async () => {
    const { database, sealer } = store;
    const [death, sick] = ['H56.14.3/KT/1-2025/12', 'SOCIAL|12/QĐ|3f1c'];
    for (const [kind, code] of [
      ['civil-registration', death],
      ['beneficiary', sick],
    ]) {
      await database.query(
        `insert into difference (id, source, kind, problem, identity, natural_key, first_found_at, last_found_at)
          values (gen_random_uuid(), 'people', $1, 'GONE', $2, $2, now(), now())`,
        [kind, code],
      );
      await database.query(
        `insert into quarantine (id, source, kind, natural_key, place, raw, raw_hash, problems, state, first_seen_at, last_seen_at)
          values (gen_random_uuid(), 'people', $1, $2, '{}', $3, $4, '[]', 'OPEN', now(), now())`,
        [kind, code, sealer.seal('{}'), Buffer.from(code ?? '')],
      );
    }
    const { rows } = await database.query<{ id: string }>(
      `insert into subject (kind, origin, natural_key, version, content_hash, changed_at, read_at)
        values ('beneficiary', 'people', $1, 1, '\\x00', now(), now()) returning id`,
      [sick],
    );
    await database.query(
      `insert into beneficiary (subject_id, code, programme, group_code, full_name, birth_date, gender, unit, state,
          decision_number, same_person, search_text, person_text)
        values ($1, $2, 'SOCIAL', 'HIV_ADULT', 'A', '1990', 'MALE', 'H56.14.3', 'PAID', '12/QĐ', '\\x00', '', '')`,
      [rows[0]?.id, sick],
    );
    const told = async (role: Role, scopes: string[] = []) => {
      const by = await gateway.key({ role, scopes });
      const found = async (root: string, name: string, code?: string) => {
        const args = code === undefined ? '' : `, ${name}: "${code}"`;
        const text = `{ ${root}(source: "people"${args}) { totalCount edges { node { key: ${name} } } } }`;
        const list = (await gateway.ask(text, { key: by })).data?.[root];
        const { totalCount, edges } = list as { totalCount: number; edges: { node: { key: string } }[] };
        expect(edges).toHaveLength(totalCount);
        return edges.map(({ node }) => node.key).sort();
      };
      const all = [];
      for (const [root, name] of [
        ['differences', 'subjectKey'],
        ['quarantine', 'key'],
      ] as const) {
        const shown = await found(root, name);
        for (const code of [death, sick]) {
          expect(await found(root, name, code)).toEqual(shown.filter((each) => each === code));
        }
        all.push(shown);
      }
      expect(all[0]).toEqual(all[1]);
      return all[0];
    };
    expect(await told('operator', ['sensitive'])).toEqual([null, null]);
    expect(await told('auditor')).toEqual([null, null]);
    expect(await told('auditor', ['sensitive'])).toEqual([sick, null]);
    expect(await told('administrator')).toEqual([death, null]);
    expect(await told('administrator', ['sensitive'])).toEqual([death, sick]);
    for (const table of ['difference', 'quarantine']) {
      await database.query(`delete from ${table} where source = 'people'`);
    }
    await database.query('delete from beneficiary');
    await database.query("delete from subject where origin = 'people'");
  });

  test('queues says what is wrong, where and since when', async () => {
    const data = (await ask(`{ queues {
      health problems { code where since message messageEn } openQuarantine
      portals { portal health deliveries { state count } readyLanes oldestReadyAt waiting { reason count } breaker { state } }
      sources { source configured health lastState openQuarantine lastComparedAt differences { problem count } } jobQueues { name waiting } } }`)) as {
      queues: {
        health: string;
        problems: { code: string; where: string; since: string }[];
        portals: object[];
      };
    };
    expect(data.queues).toMatchObject({
      health: 'FAILING',
      openQuarantine: 1,
      portals: [
        {
          portal: 'national',
          health: 'FAILING',
          deliveries: [
            { state: 'DELIVERED', count: 1 },
            { state: 'PENDING', count: 2 },
          ],
          readyLanes: 1,
          oldestReadyAt: '2024-08-24T07:00:00.000+07:00',
          waiting: [],
          breaker: { state: 'CLOSED' },
        },
        { portal: 'provincial', health: 'DEGRADED', waiting: [{ reason: 'RECORD_HELD', count: 1 }] },
      ],
      sources: [
        {
          source: 'one-stop',
          configured: true,
          health: 'DEGRADED',
          lastState: 'DONE',
          openQuarantine: 1,
          lastComparedAt: '2024-08-25T03:15:09.000+07:00',
          differences: [
            { problem: 'CHANGED', count: 1 },
            { problem: 'GONE', count: 1 },
            { problem: 'MISSED', count: 1 },
          ],
        },
        {
          source: 'notices',
          configured: false,
          health: 'HEALTHY',
          lastState: null,
          openQuarantine: 0,
          lastComparedAt: null,
          differences: [],
        },
      ],
      jobQueues: [{ name: 'push', waiting: 1 }],
    });
    expect(data.queues.problems.map(({ code, where }) => `${code} ${where}`)).toEqual([
      'NOTHING_SENT portal:national/H56.14',
      'DELIVERIES_HELD portal:provincial/H56.14',
      'QUARANTINE_OPEN source:one-stop',
      'DIFFERENCES_OPEN source:one-stop',
      'SYNC_STALE source:one-stop',
    ]);
    expect(data.queues.problems[0]?.since).toBe('2024-08-24T07:00:00.000+07:00');
  });
});
