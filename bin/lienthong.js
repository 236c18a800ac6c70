#!/usr/bin/env node
// Starts the built command under a Node that can run it: the one that `npm ci` brought, where this one is too old.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const recent = major > 22 || (major === 22 && minor >= 17);
const brought = `${root}/node_modules/.bin/node`;

if (!existsSync(`${root}/dist/cli.js`)) {
  console.error('lienthong is not built yet: run `npm ci` (or `npm run build`) in its folder first.');
  process.exitCode = 1;
} else if (!recent && existsSync(brought)) {
  const child = spawn(brought, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // A service stops in order only when it is told: what is sent to this process is passed on. A terminal tells both.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.once('exit', (status) => {
    process.exitCode = status ?? 1;
  });
} else if (!recent) {
  console.error(
    `lienthong needs Node.js 22.17 or newer; this is ${process.version}. Run \`npm ci\`, which brings one, or install it.`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import('../dist/cli.js');
  await main(process.argv);
}
