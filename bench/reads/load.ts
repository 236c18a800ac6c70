import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Question } from './questions.js';

/** A side that listens. */
export interface Side {
  url: string;
  pid: number | undefined;
  stop(): void;
}

/** Starts a side's process and waits until it listens. Throws when it ends before. */
export async function startSide(args: readonly string[]): Promise<Side> {
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((listening, failed) => {
    child.once('exit', (code) => failed(new Error(`${args[0]} ended with ${code}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      const match = /listening (\d+)/.exec(chunk.toString('utf8'));
      if (match?.[1]) listening(match[1]);
    });
  });
  return { url: `http://127.0.0.1:${port}/graphql`, pid: child.pid, stop: () => void child.kill() };
}

type Cannon = (options: object) => Promise<{ requests: { average: number }; non2xx: number; errors: number }>;

/** Requests a second over `connections`; throws when one is not answered with 200. */
export async function load(
  { url }: Side,
  key: string,
  question: Question,
  { seconds, connections }: { seconds: number; connections: number },
): Promise<number> {
  const peers = createRequire(join(process.cwd(), 'bench/peers/package.json'));
  const autocannon = peers('autocannon') as Cannon;
  const { requests, non2xx, errors } = await autocannon({
    url,
    connections,
    duration: seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(question),
  });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
  return requests.average;
}

/** One answer, for checking that a side does what is measured. */
export async function ask<T>({ url }: Side, key: string, question: Question): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(question),
  });
  const body = (await response.json()) as { data?: T; errors?: unknown };
  if (!body.data || body.errors) throw new Error(`${url}: ${JSON.stringify(body).slice(0, 500)}`);
  return body.data;
}
