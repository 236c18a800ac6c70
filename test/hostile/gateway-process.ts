import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BARE_ENVIRONMENT, BIN } from '../support/command.js';
import { until } from '../support/poll.js';

const HOOK = fileURLToPath(new URL('./memory-hook.mjs', import.meta.url));

/** What a gateway holds after its garbage was collected, bytes. */
export interface Memory {
  /** JavaScript's objects, and the buffers outside of its heap. */
  held: number;
  resident: number;
}

/** `lienthong serve` as an operating-system process of its own. */
export interface GatewayProcess {
  port: number;
  memory(): Promise<Memory>;
  /** Open files and sockets, by the operating system's count. */
  descriptors(): number;
  /** What it printed: its log. */
  printed(): string;
  /** Ends it in order; throws when it does not end with status 0. */
  stop(): Promise<void>;
}

/** Starts the built gateway on a free port, able to collect its garbage when asked. Throws when it ends before it listens. */
export async function startGatewayProcess(environment: Record<string, string>): Promise<GatewayProcess> {
  const child = spawn(process.execPath, ['--expose-gc', '--import', HOOK, BIN, 'serve'], {
    env: {
      ...BARE_ENVIRONMENT,
      ...environment,
      PORT: '0',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const port = await until(
    () => {
      if (child.exitCode !== null) throw new Error(`the gateway ended with ${child.exitCode}: ${printed}`);
      return Number(/"graphql":"http:\/\/[^:"]+:(\d+)\//.exec(printed)?.[1] ?? 0);
    },
    { what: 'the gateway', timeoutMs: 60_000 },
  );
  return {
    port,
    memory: () => memoryOf(child),
    descriptors: () => readdirSync(`/proc/${child.pid}/fd`).length,
    printed: () => printed,
    stop: async () => {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      if (child.exitCode !== 0)
        throw new Error(`the gateway ended with ${child.exitCode ?? child.signalCode}`);
    },
  };
}

async function memoryOf(child: ChildProcess): Promise<Memory> {
  const answer = once(child, 'message') as Promise<[Memory]>;
  child.send('memory');
  const [memory] = await answer;
  return memory;
}
