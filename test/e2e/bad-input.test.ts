import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { comparePortals } from '../../src/demo/comparer/index.js';
import { badIn, foldersOf, openStand, type Stand, type StatusFacts, type SyncFacts } from './stand.js';

/* Everything bad at once, through the commands: each is told with record, field and reason, the rest is at the portals. */

let stand: Stand;
let host: Server;
let other: Server;
beforeEach(async () => {
  stand = await openStand();
  [host, other] = await Promise.all([listening(hostOfFiles()), listening(hostOfFiles())]);
});
afterEach(async () => {
  for (const server of [host, other]) {
    server.closeAllConnections();
    server.close();
  }
  await stand.stop();
});

const MEGABYTE = 1024 * 1024;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array<number>(64).fill(0)]);
/** MaHoSo → the hold that its result's file ends in, at both portals. */
const HELD: Record<string, string> = {
  'H56.14-250301-9001': 'FILE_UNAVAILABLE',
  'H56.14-250301-9002': 'FILE_TOO_LARGE',
  'H56.14-250301-9003': 'FILE_TOO_LARGE',
  'H56.14-250301-9004': 'FILE_HOST_NOT_ALLOWED',
  'H56.14-250301-9005': 'FILE_UNAVAILABLE',
  'H56.14-250301-9006': 'FILE_HOST_NOT_ALLOWED',
};

type Row = Record<string, unknown>;

test('bad records, files and links are quarantined, failed or held by name; the rest arrives and the counts add up', async () => {
  const simulation = await stand.simulate();
  const sample = await stand.sample({ dossiers: 40, notices: 4, badRecords: 14 });
  const { oneStop } = foldersOf(sample);
  stand.environment['FILE_HOSTS'] = `127.0.0.1:${portOf(host)}`;
  const good = returned(oneStop);
  const listed = `http://127.0.0.1:${portOf(host)}`;
  const links = [
    `${listed}/missing.pdf`,
    `${listed}/endless.pdf`,
    `${listed}/announced.pdf`,
    `http://127.0.0.1:${portOf(other)}/small.pdf`,
    'files/gia.pdf',
    'files/../../../etc/passwd',
  ];
  const withLinks = Object.keys(HELD).map((code, index) =>
    JSON.stringify({ ...good, MaHoSo: code, KetQua: [{ Ten: 'Kết quả', TepDinhKem: links[index] }] }),
  );
  stand.write('district/one-stop/files/gia.pdf', PNG);
  const inbox = 'district/one-stop/inbox';
  stand.write(`${inbox}/03-tep.jsonl`, `${withLinks.join('\n')}\n`);
  const long = `{"MaHoSo":"H56.14-250301-9010","TrichYeuHoSo":"${'a'.repeat(100 * MEGABYTE)}`;
  const after = JSON.stringify({ ...good, MaHoSo: 'H56.14-250301-9011', KetQua: [] });
  stand.write(`${inbox}/04-dong-dai.jsonl`, `${long}\n${after}\n`);
  const latin = Buffer.from(`{"MaHoSo":"H56.14-250301-9012","ChuHoSo":"Nguy\xean"}`, 'latin1');
  stand.write(`${inbox}/05-ma-hoa.jsonl`, Buffer.concat([latin, Buffer.from('\n')]));
  stand.write(`${inbox}/06-anh.csv`, PNG);

  const { sources } = await stand.json<SyncFacts>(0, 'sync', '--json');
  for (const { read, stored, unchanged, stale, quarantined } of sources)
    expect(read).toBe(stored + unchanged + stale + quarantined);
  // Six with a file, the long line and the good one after it, the wrong letters, the picture.
  const wanted = { read: sample.records + 10, quarantined: sample.bad.length + 3, state: 'DONE' };
  expect(sources.find(({ source }) => source === 'one-stop')).toMatchObject(wanted);

  const quarantine = await rowsOf(
    "select natural_key as key, place->>'file' as file, place->>'line' as line, problems from quarantine",
  );
  expect(quarantine).toHaveLength(badIn(sample) + 3);
  const told = quarantine.map(({ file, line, problems }) => {
    const [first] = problems as { field: string; code: string; message: string }[];
    expect(first?.message).toBeTruthy();
    return `${file}:${line ?? ''} ${first?.field} ${first?.code}`;
  });
  for (const { file, line, field, code } of sample.bad)
    expect(told).toContain(`${file.split('/').pop()}:${line} ${field} ${code}`);
  expect(told).toContain('04-dong-dai.jsonl:1  TOO_LONG');
  expect(told).toContain('05-ma-hoa.jsonl:1  WRONG_ENCODING');
  expect(told.some((text) => text.startsWith('06-anh.csv') && text.endsWith('NOT_WHAT_IT_SAYS'))).toBe(true);
  expect(readdirSync(join(oneStop, 'failed'))).toContain('06-anh.csv');
  expect(existsSync(join(oneStop, 'done', '04-dong-dai.jsonl'))).toBe(true);
  const report = JSON.parse(readFileSync(join(oneStop, 'done', '04-dong-dai.jsonl.report.json'), 'utf8'));
  expect(report).toMatchObject({
    read: 2,
    stored: 1,
    quarantined: 1,
    errors: [{ line: 1, code: 'TOO_LONG' }],
  });

  expect((await stand.run('work', '--until-idle', '--max-wait', '3m')).status).toBe(2);
  const held = await rowsOf(
    `select s.natural_key as key, l.portal, d.hold_reason as reason, d.hold_field as field, d.message
    from delivery d join lane l on l.id = d.lane_id join subject s on s.id = l.subject_id where d.state = 'HELD' order by 1, 2`,
  );
  expect(held.map(({ key, portal, reason }) => `${key} ${portal} ${reason}`)).toEqual(
    Object.entries(HELD).flatMap(([key, reason]) => [
      `${key} national ${reason}`,
      `${key} provincial ${reason}`,
    ]),
  );
  for (const { field, message } of held) {
    expect(field).toMatch(/^(DanhSachGiayToKetQua\[0\]|Attachments\[0\])\./);
    expect(message).toBeTruthy();
  }
  const { deliveries, quarantine: open } = await stand.json<StatusFacts>(0, 'status', '--json');
  expect(open).toBe(badIn(sample) + 3);
  for (const counts of Object.values(deliveries)) expect(counts['HELD']).toBe(Object.keys(HELD).length);

  const verdict = await comparePortals({
    ...{ sources: foldersOf(sample), now: Date.now(), excused: new Set(Object.keys(HELD)) },
    ...{ national: simulation.national.origin, provincial: simulation.provincial.url },
  });
  expect(verdict.provincial).toMatchObject({ missing: [], different: [], duplicates: [], unexpected: [] });
  expect(verdict.national).toMatchObject({ missing: [], duplicates: [], unexpected: [] });
  expect(verdict.national?.found.dossiers).toBeGreaterThan(30);
}, 300_000);

/** A good record of the sample whose result was handed over, to be told again under other codes. */
function returned(oneStop: string): Row {
  const lines = readFileSync(join(oneStop, 'inbox', '01-ho-so-001.jsonl'), 'utf8').split('\n');
  for (const line of lines) {
    try {
      const record = JSON.parse(line) as Row;
      const isGood = /^H56\.14-/.test(String(record['MaHoSo'])) && record['ChuHoSo'] && record['NgayHenTra'];
      if (isGood && String(record['TrangThaiHoSo']) === '10' && record['NgayKetThucXuLy'])
        return { ...record, ThanhPhan: [], BoSung: [] };
    } catch {
      // One of those that are bad on purpose.
    }
  }
  throw new Error('the sample has no returned dossier');
}

async function rowsOf(statement: string): Promise<Row[]> {
  return (await stand.store.database.query<Row>(statement)).rows;
}

/** `/endless.pdf` never ends, `/announced.pdf` says that it has 1 GB, `/small.pdf` is one, anything else is not there. */
function hostOfFiles(): Server {
  return createServer((request, response) => {
    const head = { 'content-type': 'application/pdf' };
    if (request.url === '/small.pdf') response.writeHead(200, head).end('%PDF-1.4\n');
    else if (request.url === '/announced.pdf') {
      response.writeHead(200, { ...head, 'content-length': 1024 * MEGABYTE }).write('%PDF-1.4\n');
    } else if (request.url === '/endless.pdf') {
      response.writeHead(200, head);
      const chunk = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(MEGABYTE)]);
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    } else response.writeHead(404).end();
  });
}

async function listening(server: Server): Promise<Server> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
