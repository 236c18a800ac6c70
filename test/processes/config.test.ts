import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigProblem, loadConfig } from '../../src/config.js';
import { parseDuration } from '../../src/domain/variable.js';
import { envExample } from '../../src/processes/env-example.js';
import { sourceParameters } from '../../src/processes/source-parameters.js';

function problemOf(environment: NodeJS.ProcessEnv): string {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigProblem) return error.message;
    throw error;
  }
  return '';
}

function profileFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'profiles.json');
  writeFileSync(path, text);
  return path;
}

describe('the configuration', () => {
  it('needs nothing', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      databaseUrl: undefined,
      redisUrl: undefined,
      port: 4000,
      publicUrl: 'http://127.0.0.1:4000',
      syncEveryMs: 60_000,
      agencyCode: 'H56.14',
      fileHosts: [],
    });
  });

  it.each([
    ['PORT', 'many', 'a port number'],
    ['DATABASE_URL', 'mysql://x', 'postgres://'],
    ['REDIS_URL', 'localhost:6379', 'redis://'],
    ['SYNC_EVERY', '5 minutes', 'a duration'],
    ['AGENCY_CODE', 'Ngọc Lặc', 'a code such as H56.14'],
    ['PUBLIC_URL', 'hub.example', 'http://'],
    ['FILE_HOSTS', 'http://a/b', 'host or host:port'],
    ['NATIONAL_PORTAL_URL', 'portal', 'http'],
    ['PROVINCIAL_PORTAL_URL', 'ftp://x', 'http'],
    ['SOURCE_ONE_STOP_URL', '/srv/drop', 'file:'],
    ['SOURCE_ONE_STOP_URL', 'gopher://x', 'file:'],
    ['SOURCE_NOTICES_EVERY', 'often', 'a duration such as'],
    ['SOURCE_UNITS_ENCODING', 'klingon', 'the name of an encoding'],
    ['LOG_LEVEL', 'loud', 'one of'],
    ['PORTAL_PROFILES', '/nowhere.json', 'cannot read /nowhere.json'],
  ])('refuses %s=%s and says what is expected', (name, value, expected) => {
    const message = problemOf({ [name]: value });
    expect(message).toContain(`${name}:`);
    expect(message).toContain(expected);
  });

  it('names every wrong variable at once, and no secret', () => {
    const message = problemOf({ PORT: 'x', DATABASE_URL: 'mysql://user:hunter2@db', SYNC_EVERY: 'y' });
    expect(message.split('\n')).toHaveLength(3);
    expect(message).not.toContain('hunter2');
  });

  it.each([
    ['{"national":{"maxBatsh":5}}', 'maxBatsh'],
    ['{"provincial":{"dates":"local"}}', 'dates'],
    ['{"elsewhere":{}}', 'elsewhere'],
    ['[]', 'expected an object'],
    ['{', 'cannot read'],
  ])('refuses the profile file %s', (text, expected) => {
    expect(problemOf({ PORTAL_PROFILES: profileFile(text) })).toContain(expected);
  });

  it('reads durations', () => {
    expect(['30s', '1m', '2h', '1d', '0s', 'm', '1w'].map(parseDuration)).toEqual([
      30_000,
      60_000,
      7_200_000,
      86_400_000,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has every variable in .env.example, with a comment each (npm run env-example writes it)', () => {
    expect(readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')).toBe(envExample());
  });

  it('has every parameter of a source in docs/sources/parameters.md, as the same command writes it', () => {
    const written = readFileSync(new URL('../../docs/sources/parameters.md', import.meta.url), 'utf8');
    expect(written).toBe(sourceParameters());
  });
});

describe('the parameters of a source, taken together', () => {
  const url = { SOURCE_ONE_STOP_URL: 'https://a.example.vn/x' };

  it.each([
    [
      { SOURCE_ONE_STOP_AUTH: 'bearer' },
      'SOURCE_ONE_STOP_TOKEN: expected a value, because SOURCE_ONE_STOP_AUTH=bearer',
    ],
    [
      { SOURCE_ONE_STOP_AUTH: 'oauth2', SOURCE_ONE_STOP_CLIENT_ID: 'a' },
      'SOURCE_ONE_STOP_CLIENT_SECRET: expected a value',
    ],
    [{ SOURCE_ONE_STOP_TOKEN: 'hunter2' }, 'SOURCE_ONE_STOP_AUTH: expected bearer, basic or header'],
    [
      { SOURCE_ONE_STOP_AUTH: 'digest' },
      'SOURCE_ONE_STOP_AUTH: expected one of none, bearer, basic, header, oauth2',
    ],
    [
      { SOURCE_ONE_STOP_PAGE_SIZE: '501' },
      'SOURCE_ONE_STOP_PAGE_SIZE: expected a whole number from 1 to 500',
    ],
    [{ SOURCE_ONE_STOP_OVERLAP: '2' }, 'SOURCE_ONE_STOP_OVERLAP: expected a duration'],
    [{ SOURCE_ONE_STOP_TLS_CA: '/nowhere.pem' }, 'SOURCE_ONE_STOP_TLS_CA: expected the path of a file'],
    [
      { SOURCE_ONE_STOP_AUTH: 'bearer', SOURCE_ONE_STOP_TOKEN: 'hunter2\nX: y' },
      'SOURCE_ONE_STOP_TOKEN: expected printable ASCII',
    ],
    [
      { SOURCE_ONE_STOP_URL: 'https://user:hunter2@a.vn/x' },
      'SOURCE_ONE_STOP_URL: expected an address without user and password',
    ],
  ] as [Record<string, string>, string][])('%j', (environment, expected) => {
    const message = problemOf({ ...url, ...environment });
    expect(message).toContain(expected);
    expect(message).not.toContain('hunter2');
  });
});
