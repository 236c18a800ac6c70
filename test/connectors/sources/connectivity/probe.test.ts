import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { probe, tcpLook } from '../../../../src/connectors/sources/connectivity/probe/index.js';
import { type Echo, echoOf, stateOf } from '../../../../src/connectors/sources/connectivity/probe/look.js';
import { BadList, readTargets } from '../../../../src/connectors/sources/connectivity/probe/targets.js';
import { fixedClock } from '../../../../src/domain/time.js';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'lienthong-probe-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const LIST = `MaDuongTruyen;Ten;DonVi;DiaChi;SoMayTinh
NL-1;Trụ sở;H56.14.3;a:22 a:443;12
NL-2;Trạm y tế;H56.14.3;b:22;
`;

test.each<[Echo[], string]>([
  [['ANSWERED', 'ANSWERED'], 'UP'],
  [['ANSWERED', 'SILENT'], 'DEGRADED'],
  [['ANSWERED', 'UNREACHABLE'], 'DEGRADED'],
  [['UNREACHABLE', 'SILENT'], 'DOWN'],
  [['SILENT', 'SILENT'], 'UNKNOWN'],
])('%j is %s', (echoes, state) => {
  expect(stateOf(echoes)).toBe(state);
});

test.each([
  ['ECONNREFUSED', 'ANSWERED'],
  ['EHOSTUNREACH', 'UNREACHABLE'],
  ['ENETUNREACH', 'UNREACHABLE'],
  ['ETIMEDOUT', 'SILENT'],
  ['ENOTFOUND', 'SILENT'],
])('%s: %s', (code, echo) => {
  expect(echoOf(Object.assign(new Error(code), { code }))).toBe(echo);
});

test('a port that listens and one that refuses both answer; a name that is none is silent', async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  expect(await tcpLook({ host: '127.0.0.1', port }, 5_000)).toBe('ANSWERED');
  await new Promise((closed) => server.close(closed));
  expect(await tcpLook({ host: '127.0.0.1', port }, 5_000)).toBe('ANSWERED');
  expect(await tcpLook({ host: 'no-such-host.invalid', port }, 5_000)).toBe('SILENT');
});

const told = () => {
  const [name = ''] = readdirSync(join(out, 'inbox')).sort().slice(-1);
  const lines = readFileSync(join(out, 'inbox', name), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, string>);
};

test('tells a change once, and the same to the letter until there is another', async () => {
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  let b: Echo = 'ANSWERED';
  const look = ({ host }: { host: string }) => Promise.resolve(host === 'b' ? b : 'ANSWERED');
  const look_ = () => probe({ list: LIST, out, clock, look });

  expect((await look_()).states).toMatchObject({ UP: 2, UNKNOWN: 0 });
  const first = told();
  expect(first[0]).toEqual({
    ...{ MaDuongTruyen: 'NL-1', Ten: 'Trụ sở', DonVi: 'H56.14.3', SoMayTinh: '12' },
    ...{ TinhTrang: 'UP', NgayCapNhat: '2026-01-05T03:00:00.000Z' },
  });
  clock.advance(300_000);
  await look_();
  expect(told()).toEqual(first);

  b = 'SILENT';
  clock.advance(300_000);
  expect((await look_()).troubled).toEqual([{ code: 'NL-2', state: 'UNKNOWN' }]);
  const silent = told();
  expect(silent[0]).toEqual(first[0]);
  expect(silent[1]).toMatchObject({
    ...{
      TinhTrang: 'UNKNOWN',
      LanCuoiThay: '2026-01-05T03:05:00.000Z',
      NgayCapNhat: '2026-01-05T03:10:00.000Z',
    },
  });
  clock.advance(300_000);
  await look_();
  expect(told()).toEqual(silent);

  b = 'ANSWERED';
  clock.advance(300_000);
  await look_();
  expect(told()[1]).toMatchObject({ TinhTrang: 'UP', NgayCapNhat: '2026-01-05T03:20:00.000Z' });
  expect(told()[1]).not.toHaveProperty('LanCuoiThay');
});

test('a memory that is broken is begun anew', async () => {
  writeFileSync(join(out, 'probe.json'), '{"NL-1": 7');
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  await probe({ list: LIST, out, clock, look: () => Promise.resolve('SILENT') });
  expect(told()[0]).toMatchObject({ TinhTrang: 'UNKNOWN', NgayCapNhat: '2026-01-05T03:00:00.000Z' });
});

test.each([
  ['MaDuongTruyen,Ten,DonVi\nA,B,H56\n', 'thiếu DiaChi'],
  ['MaDuongTruyen,Ten,DonVi,DiaChi\nA,B,H56,host\n', 'line) 2'],
  ['MaDuongTruyen,Ten,DonVi,DiaChi\nA,B,H56,host:99999\n', 'host:port'],
  ['MaDuongTruyen,Ten,DonVi,DiaChi\nA,B,H56,h:1\nA,B,H56,h:2\n', 'stands twice'],
  ['MaDuongTruyen,Ten,DonVi,DiaChi\nA,B\n', 'cannot be read'],
])('a list that cannot be used says where: %j', (text, message) => {
  expect(() => readTargets(text)).toThrow(BadList);
  expect(() => readTargets(text)).toThrow(message);
});

test('addresses: names, IPv4, IPv6 in brackets', () => {
  const [target] = readTargets('MaDuongTruyen,Ten,DonVi,DiaChi\nA,B,H56,[::1]:22 10.0.0.1:80 pc-1:445\n');
  expect(target?.addresses).toEqual([
    { host: '::1', port: 22 },
    { host: '10.0.0.1', port: 80 },
    { host: 'pc-1', port: 445 },
  ]);
});
