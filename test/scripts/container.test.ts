import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../src/config.js';

/** Dockerfile and docker-compose.yml against what they name; the image itself is built where there is a Docker. */
const ROOT = new URL('../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, ROOT), 'utf8');

const CLI = fileURLToPath(new URL('bin/lienthong.js', ROOT));

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}
const text = read('docker-compose.yml');
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const hub = services.filter(([, { image }]) => image === 'lienthong');
const example = new Set([...read('.env.example').matchAll(/^# ?([A-Z][A-Z_]*)=/gm)].map(([, name]) => name));
const dockerfile = read('Dockerfile')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const lines = (word: string) =>
  dockerfile.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

test('every part of the hub runs a command that there is, with options that it has', () => {
  expect(hub.map(([name]) => name)).toEqual(['migrate', 'gateway', 'worker', 'simulators']);
  const doctor = compose.services['worker']?.healthcheck?.test.slice(3) ?? [];
  for (const command of [...hub.map(([, { command: given }]) => given ?? []), doctor]) {
    const [name = '', ...rest] = command;
    const help = execFileSync(process.execPath, [CLI, name, '--help'], { encoding: 'utf8' });
    expect(help).toMatch(new RegExp(`^Usage: lienthong ${name}\\b`));
    for (const option of rest.filter((word) => word.startsWith('--'))) expect(help).toContain(option);
  }
});

test('every variable that is set is one that there is, and empty means absent', () => {
  for (const [, { environment = {} }] of hub) {
    expect(Object.keys(environment).filter((name) => !example.has(name))).toEqual([]);
    const given = Object.entries(environment).map(([name, value]) => [name, filled(String(value))]);
    const { portals, ...config } = loaded(Object.fromEntries(given));
    expect(portals).toEqual([]);
    expect(config).toMatchObject({ host: '0.0.0.0', port: 4000, dataDir: '/data' });
  }
});

test('what compose itself asks for is said in the docs', () => {
  const own = [...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name ?? '');
  const told = read('docs/operations.md');
  expect([...new Set(own)].filter((name) => !example.has(name) && !told.includes(name))).toEqual([]);
});

test('services wait for services that there are, and stand on volumes that there are', () => {
  for (const [, { depends_on = {}, volumes = [] }] of services) {
    for (const [name, { condition }] of Object.entries(depends_on)) {
      const awaited = compose.services[name];
      if (condition === 'service_healthy') expect(awaited?.healthcheck).toBeDefined();
      else expect([name, condition]).toEqual(['migrate', 'service_completed_successfully']);
    }
    for (const volume of volumes.map((each) => filled(each).split(':')[0] ?? ''))
      if (!/^[./]/.test(volume)) expect(Object.keys(compose.volumes)).toContain(volume);
  }
});

test('ports that are published are those that are listened at', () => {
  const inside = ([, { ports = [] }]: [string, Service]) =>
    ports.map((port) => filled(port).split(':').at(-1));
  expect(inside(['gateway', compose.services['gateway'] as Service])).toEqual(['4000']);
  const simulators = compose.services['simulators'] as Service;
  const told = (option: string) => simulators.command?.[simulators.command.indexOf(option) + 1];
  expect(inside(['simulators', simulators])).toEqual([told('--national-port'), told('--provincial-port')]);
  expect(lines('EXPOSE')).toEqual(['4000']);
});

test('scripts in healthchecks are scripts', () => {
  for (const [, { healthcheck }] of services) {
    const at = healthcheck?.test.indexOf('-e') ?? -1;
    if (at < 0) continue;
    // `$$` is how compose writes a dollar.
    const script = healthcheck?.test[at + 1]?.replaceAll('$$', '$') ?? '';
    expect(() => new Function(script)).not.toThrow();
  }
});

test('the image is made of what is there and is let in, and starts what it copied', () => {
  const ignored = read('.dockerignore').split('\n');
  const copies = lines('COPY').map((line) => line.split(' '));
  const fromContext = copies
    .filter(([first = '']) => !first.startsWith('--from'))
    .flatMap((words) => words.slice(0, -1));
  expect(fromContext.filter((path) => !existsSync(new URL(path, ROOT)) || ignored.includes(path))).toEqual(
    [],
  );
  const kept = copies.filter(([first = '']) => first === '--from=build').map(([, path]) => path);
  expect(kept).toEqual(['/app/node_modules', '/app/dist', '/app/bin', '/app/package.json']);
  expect(lines('ENTRYPOINT')).toEqual(['["node", "bin/lienthong.js"]']);
  expect(lines('USER')).toEqual(['node']);
  const { optionalDependencies, engines } = JSON.parse(read('package.json')) as {
    optionalDependencies: Record<string, string>;
    engines: { node: string };
  };
  const majors = lines('FROM').map((line) => /^node:(\d+)-/.exec(line)?.[1]);
  const [brought] = Object.values(optionalDependencies).map((version) => version.split('.')[0]);
  expect(majors).toEqual([brought, brought]);
  expect(Number(brought)).toBeGreaterThanOrEqual(Number(/\d+/.exec(engines.node)?.[0]));
});

/** As compose does where nothing is set. */
function filled(value: string): string {
  return value.replace(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1');
}

function loaded(environment: Record<string, string>) {
  const config = loadConfig(environment);
  const portals = ['NATIONAL_PORTAL_URL', 'PROVINCIAL_PORTAL_URL'].filter(
    (name) => config.environment[name] !== undefined,
  );
  return { ...config, portals };
}
