import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { oneStop } from '../../src/connectors/sources/one-stop/index.js';
import type { FileProblem, KeptFile } from '../../src/domain/ports.js';
import { noContents } from '../support/no-contents.js';
import { noStaging } from '../support/no-staging.js';
import { type Bench, bench, type FileHost, fileHost } from './support.js';

const PDF = Buffer.from('%PDF-1.4\nbên trong\n');
let made: Bench;
/** The source's own server, one that holds files for it, and one that is somebody else's. */
let own: FileHost;
let files: FileHost;
let foreign: FileHost;
const hosts = () => ({ own, files, foreign });
type Name = keyof ReturnType<typeof hosts>;

interface Seen {
  at: Name;
  path: string;
  headers: IncomingHttpHeaders;
}
let seen: Seen[] = [];
/** What lets in; undefined: anything. */
let wanted: ((headers: IncomingHttpHeaders) => boolean) | undefined;
let tokens = 0;

/** `/to/foreign/x.pdf` leads to `/x.pdf` there; everything else is a file for whom it lets in. */
function answer(at: Name): Parameters<typeof fileHost>[0] {
  return (request, response) => {
    const path = request.url ?? '';
    seen.push({ at, path, headers: request.headers });
    const [, name = '', rest = ''] = /^\/to\/(own|files|foreign)(\/.*)$/.exec(path) ?? [];
    if (name !== '') {
      response.writeHead(302, { location: `${hosts()[name as Name].url}${rest}` }).end();
    } else if (path === '/token') {
      tokens += 1;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: `ma-${tokens}`, token_type: 'Bearer', expires_in: 3600 }));
    } else if (wanted === undefined || wanted(request.headers)) response.end(PDF);
    else response.writeHead(401).end();
  };
}

beforeAll(async () => {
  made = await bench();
  own = await fileHost(answer('own'));
  files = await fileHost(answer('files'));
  foreign = await fileHost(answer('foreign'));
});
afterEach(() => {
  seen = [];
  wanted = undefined;
  tokens = 0;
});
afterAll(async () => {
  await Promise.all(Object.values(hosts()).map((host) => host.close()));
  await made.close();
});

/** As a record of this source names it. */
async function fetched(
  reference: string,
  parameters: Record<string, string>,
  address = own.url,
): Promise<KeptFile | FileProblem> {
  const environment = { SOURCE_ONE_STOP_URL: address };
  for (const [name, value] of Object.entries(parameters))
    Object.assign(environment, { [`SOURCE_ONE_STOP_${name}`]: value });
  expect(oneStop.misfits?.(environment) ?? []).toEqual([]);
  const { fileLogin } = oneStop.create(environment, {
    ...{ clock: made.clock, staging: noStaging, contents: noContents, warn: () => undefined },
  });
  const room = made.room({
    fileHosts: Object.values(hosts()).map(({ host }) => host),
    loginOf: (origin) => (origin === 'one-stop' ? fileLogin : undefined),
  });
  return room.keep({
    subjectId: await made.subject(),
    origin: 'one-stop',
    reference,
    name: 'x.pdf',
    mode: 'kept',
  });
}

const kept = { ok: true, sha256: createHash('sha256').update(PDF).digest('hex') };
const SECRET = /bi-mat|Basic|Bearer/;
const told = ({ headers }: Seen) => SECRET.test(JSON.stringify(headers));

test.each([
  [{ AUTH: 'bearer', TOKEN: 'bi-mat' }, 'authorization', 'Bearer bi-mat'],
  [{ AUTH: 'header', TOKEN: 'bi-mat', HEADER: 'X-Khoa' }, 'x-khoa', 'bi-mat'],
  [
    { AUTH: 'basic', TOKEN: 'lienthong:bi-mat' },
    'authorization',
    `Basic ${Buffer.from('lienthong:bi-mat').toString('base64')}`,
  ],
])('a file at the source’s own server is asked with its login: %o', async (parameters, header, value) => {
  wanted = (headers) => headers[header] === value;
  expect(await fetched(`${own.url}/a.pdf`, parameters)).toMatchObject(kept);
  expect(await fetched(`${own.url}/a.pdf`, {})).toMatchObject({ ok: false, reason: 'FILE_UNAVAILABLE' });
});

test('a token of OAuth2 is asked once, and once more when it is refused', async () => {
  const oauth = {
    AUTH: 'oauth2',
    CLIENT_ID: 'lt',
    CLIENT_SECRET: 'bi-mat',
    TOKEN_URL: `${foreign.url}/token`,
  };
  wanted = (headers) => headers['authorization'] === 'Bearer ma-2';
  expect(await fetched(`${own.url}/a.pdf`, oauth)).toMatchObject(kept);
  expect(seen.map(({ at, path }) => `${at}${path}`)).toEqual([
    'foreign/token',
    'own/a.pdf',
    'foreign/token',
    'own/a.pdf',
  ]);
});

test('a server that gives no token is asked again later', async () => {
  const oauth = {
    AUTH: 'oauth2',
    CLIENT_ID: 'lt',
    CLIENT_SECRET: 'bi-mat',
    TOKEN_URL: `${foreign.url}/none`,
  };
  expect(await fetched(`${own.url}/a.pdf`, oauth)).toMatchObject({ ok: false, reason: 'retry' });
  expect(seen.map(({ at }) => at)).toEqual(['foreign']);
});

test('a register in a folder names servers that are given its login; no other server is', async () => {
  const login = () => ({ AUTH: 'bearer', TOKEN: 'bi-mat', LOGIN_HOSTS: files.url });
  wanted = (headers) => headers['authorization'] === 'Bearer bi-mat';
  expect(await fetched(`${files.url}/a.pdf`, login(), 'file:///nowhere')).toMatchObject(kept);
  expect(await fetched(`${foreign.url}/a.pdf`, login(), 'file:///nowhere')).toMatchObject({ ok: false });
  expect(seen.map((each) => [each.at, told(each)])).toEqual([
    ['files', true],
    ['foreign', false],
  ]);
});

test.each([
  ['/to/own/a.pdf', ['own true', 'own true']],
  ['/to/foreign/a.pdf', ['own true', 'foreign false']],
  // A server that is given the login by itself is not by whoever sends us there.
  ['/to/files/a.pdf', ['own true', 'files false']],
  ['/to/foreign/to/own/a.pdf', ['own true', 'foreign false', 'own false']],
])('a redirect to another server ends it: %s', async (path, expected) => {
  const login = { AUTH: 'bearer', TOKEN: 'bi-mat', LOGIN_HOSTS: files.url };
  expect(await fetched(`${own.url}${path}`, login)).toMatchObject(kept);
  expect(seen.map((each) => `${each.at} ${told(each)}`)).toEqual(expected);
});

test('nobody else’s redirect leads to it', async () => {
  const login = { AUTH: 'bearer', TOKEN: 'bi-mat' };
  expect(await fetched(`${foreign.url}/to/own/a.pdf`, login)).toMatchObject(kept);
  expect(seen.map((each) => `${each.at} ${told(each)}`)).toEqual(['foreign false', 'own false']);
});

test('the same name at another port is another server', async () => {
  const login = { AUTH: 'bearer', TOKEN: 'bi-mat' };
  const elsewhere = `http://127.0.0.1:${new URL(files.url).port}/a.pdf`;
  expect(await fetched(elsewhere, login)).toMatchObject(kept);
  expect(seen.map(told)).toEqual([false]);
});

test.each([
  [{ AUTH: 'basic', TOKEN: 'no-colon' }, 'SOURCE_ONE_STOP_TOKEN'],
  [{ AUTH: 'basic' }, 'SOURCE_ONE_STOP_TOKEN'],
  [{ AUTH: 'bearer', TOKEN: 'x' }, 'SOURCE_ONE_STOP_LOGIN_HOSTS'],
])('what does not go together stops the start: %o', (parameters, variable) => {
  const given = Object.entries(parameters).map(([name, value]) => [`SOURCE_ONE_STOP_${name}`, value]);
  const environment = { SOURCE_ONE_STOP_URL: 'file:///srv/drop', ...Object.fromEntries(given) };
  expect(oneStop.misfits?.(environment).map((misfit) => misfit.variable)).toContain(variable);
});
