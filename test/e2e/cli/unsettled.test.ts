import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStand, type Stand } from '../stand.js';

/* `lienthong work --until-idle` where something is left: 2 for a person, 3 for a portal that is away. */

// Several processes one after the other, each of which starts anew: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.stop());

const work = (...more: string[]) => stand.run('work', '--until-idle', ...more);

test('2 when a portal refuses a dossier, and the rest is there', async () => {
  await stand.simulate({
    faults: [{ kind: 'refuseRecord', times: 1, match: { service: 'DongBoHoSoMC' } }],
  });
  await stand.sample({ dossiers: 8, notices: 0 });
  await stand.pull();
  const ended = await work('--max-wait', '2m', '--json');
  expect(ended.status).toBe(2);
  expect(JSON.parse(ended.stdout)).toMatchObject({ status: 2, moving: 0, forPerson: 1 });
  const deliveries = await stand.deliveries();
  expect(deliveries['national']).toMatchObject({ REFUSED: 1 });
  expect(deliveries['provincial']?.['PENDING']).toBeUndefined();
});

test('2 when a portal refuses the login, and the other portal has everything', async () => {
  const simulation = await stand.simulate();
  stand.environment['NATIONAL_PORTAL_PASSWORD'] = 'wrong';
  await stand.sample({ dossiers: 8, notices: 0 });
  await stand.pull();
  const ended = await work('--max-wait', '2m');
  expect(ended.status).toBe(2);
  const [line] = logged(ended.stderr).filter(({ portal }) => portal === 'national');
  expect(line?.msg).toContain(`portal national at ${simulation.national.url} refuses the login`);
  expect(line?.msg).toContain('check the account and its password');
  expect(ended.stdout).toMatch(/needs a person.*portal national at .* từ chối đăng nhập/);
  const deliveries = await stand.deliveries();
  expect(deliveries['national']?.['DELIVERED']).toBeUndefined();
  expect(deliveries['provincial']?.['PENDING']).toBeUndefined();
});

test('3 when a portal is down until the time is over; with the portal back, 0', async () => {
  const simulation = await stand.simulate();
  await stand.sample({ dossiers: 8, notices: 0 });
  await stand.pull();
  await simulation.provincial.down();
  const down = await work('--max-wait', '8s', '--json');
  expect(down.status).toBe(3);
  // One line for the outage, and no other: not one for each try.
  const lines = logged(down.stderr);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ level: 'warn', portal: 'provincial', reason: 'NOT_REACHED' });
  expect(lines[0]?.msg).toContain(`portal provincial at ${simulation.provincial.url}`);
  expect(lines[0]?.msg).toMatch(/cannot be reached \(.*ECONNREFUSED\).*next try at \d{4}-/);
  const left = JSON.parse(down.stdout) as { status: number; portals: object[] };
  expect(left.status).toBe(3);
  expect(left.portals).toMatchObject([
    {
      portal: 'provincial',
      agency: 'H56.14',
      reason: 'NOT_REACHED',
      error: expect.stringContaining('ECONNREFUSED'),
      address: expect.stringContaining(simulation.provincial.url),
    },
  ]);
  // The other portal has everything by now; on a slow machine it takes another turn.
  while ((await stand.deliveries())['national']?.['PENDING'])
    expect((await work('--max-wait', '8s')).status).toBe(3);
  expect((await stand.deliveries())['provincial']?.['DELIVERED']).toBeUndefined();
  await simulation.provincial.up();
  expect((await work('--max-wait', '2m')).status).toBe(0);
});

test('names each portal that nobody answers for, in the log and at the end, and never a secret', async () => {
  await stand.simulate();
  await stand.sample({ dossiers: 8, notices: 0 });
  await stand.pull();
  for (const portal of ['NATIONAL', 'PROVINCIAL'])
    stand.environment[`${portal}_PORTAL_URL`] = 'http://officer:hunter2@127.0.0.1:9';
  const ended = await work('--max-wait', '8s');
  expect(ended.status).toBe(3);
  expect(
    logged(ended.stderr)
      .map(({ portal }) => portal)
      .sort(),
  ).toEqual(['national', 'provincial']);
  for (const portal of ['national', 'provincial']) {
    expect(ended.stderr).toContain(`portal ${portal} at http://127.0.0.1:9/ cannot be reached`);
    expect(ended.stdout).toContain(`portal ${portal} at http://127.0.0.1:9/ (H56.14) không kết nối được`);
  }
  expect(ended.stderr + ended.stdout).not.toMatch(/hunter2|lienthong"| {4}at /);
});

/** The lines of the log; what is no JSON is a bar. */
function logged(stderr: string): { level: string; msg: string; portal?: string; reason?: string }[] {
  return stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}
