import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { highWater } from '../../../bench/memory.js';
import { BARE_ENVIRONMENT } from '../../support/command.js';

const SAMPLE_EVERY_MS = 200;

/** One command of the hub in a process of its own, whose memory is watched to its end. */
export interface Watched {
  child: ChildProcess;
  /** Most resident memory so far, MiB (VmHWM of /proc). */
  peakMib(): number;
  output(): { stdout: string; stderr: string };
  ended: Promise<{ status: number | null; stdout: string; stderr: string }>;
  /** SIGTERM, then waits. */
  stop(): Promise<void>;
}

/** Starts `lienthong <args>`; `bin` is the file to run; of this process's environment {@link BARE_ENVIRONMENT} alone goes along. */
export function startWatched(
  bin: string,
  args: readonly string[],
  environment: Record<string, string>,
): Watched {
  const child = spawn(process.execPath, [bin, ...args], {
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
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, highWater(child.pid));
  };
  const timer = setInterval(look, SAMPLE_EVERY_MS);
  const ended = once(child, 'close').then(([status]) => {
    clearInterval(timer);
    return { status: status as number | null, ...printed };
  });
  return {
    child,
    peakMib: () => Math.round(peak / 1024),
    output: () => ({ ...printed }),
    ended,
    stop: async () => {
      look();
      child.kill('SIGTERM');
      await ended;
    },
  };
}
