// Runs every script `check:…` of package.json side by side, prints what each said, and ends with 1 when one failed.
import { exec } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';

const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const limit = pLimit(availableParallelism());

function run(name) {
  return new Promise((resolve) => {
    exec(`npm run --silent ${name}`, { maxBuffer: 64 * 1_024 * 1_024 }, (error, stdout, stderr) => {
      process.stdout.write(stdout + stderr);
      if (error) console.log(`${name} failed`);
      resolve(!error);
    });
  });
}

const names = Object.keys(scripts).filter((name) => name.startsWith('check:'));
const passed = await Promise.all(names.map((name) => limit(() => run(name))));
process.exitCode = passed.every(Boolean) ? 0 : 1;
