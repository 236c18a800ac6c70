import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** TEST_BIN: another build's, while this one's dist/ is in use. */
export const BIN =
  process.env['TEST_BIN'] ?? fileURLToPath(new URL('../../bin/lienthong.js', import.meta.url));

/** What a process of a test is started with: nothing of this process's configuration but where programs and what V8 compiled are found. */
export const BARE_ENVIRONMENT: Readonly<Record<string, string>> = Object.fromEntries(
  ['PATH', 'HOME', 'NODE_COMPILE_CACHE'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

/** A command of the hub as an operating-system process. */
export interface RunningCommand {
  child: ChildProcess;
  /** Everything printed so far. */
  output(): { stdout: string; stderr: string };
  /** Resolves when it ended; status is null after a signal. */
  ended: Promise<{ status: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }>;
}

export function startCommand(args: readonly string[], environment: Record<string, string>): RunningCommand {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...BARE_ENVIRONMENT, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.stderr += text;
  });
  return {
    child,
    output: () => ({ ...printed }),
    ended: once(child, 'close').then(([status, signal]) => ({
      status: status as number | null,
      signal: signal as NodeJS.Signals | null,
      ...printed,
    })),
  };
}

export async function runCommand(args: readonly string[], environment: Record<string, string>) {
  return startCommand(args, environment).ended;
}
