import { type ChildProcess, fork } from 'node:child_process';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BARE_ENVIRONMENT } from '../support/command.js';
import type { Arm, FromWorker, ToWorker } from './kill-points.js';

const PROGRAM = fileURLToPath(new URL('worker-process.ts', import.meta.url));
const HOOKS = new URL('resolve.mjs', import.meta.url).href;

export interface Death {
  pid: number;
  status: number | null;
  signal: NodeJS.Signals | null;
  /** What it was last armed with: one that reached its place may die just after the others were disarmed. */
  armed: Arm | undefined;
}

interface Member {
  child: ChildProcess;
  pid: number;
  up: boolean;
  armed: Arm | undefined;
  ended: Promise<Death>;
}

export interface WorkerPoolOptions {
  count: number;
  environment: NodeJS.ProcessEnv;
  /** What workers print goes here. */
  logFile: string;
  onDeath(death: Death): void;
  onSending(pid: number, portal: string, key: string, go: () => void): void;
}

/** So many worker processes at all times: one that ends, however it ends, is replaced at once. */
export class WorkerPool {
  readonly #members = new Map<number, Member>();
  readonly #log: number;
  #stopped = false;

  readonly options: WorkerPoolOptions;

  constructor(options: WorkerPoolOptions) {
    this.options = options;
    this.#log = openSync(options.logFile, 'a');
    this.start();
  }

  get pids(): number[] {
    return [...this.#members.values()].filter(({ up }) => up).map(({ pid }) => pid);
  }

  /** Every worker dies at the next such place, until `disarm`; those started meanwhile are not armed. */
  arm(arm: Arm): void {
    for (const member of this.#members.values()) {
      member.armed = arm;
      this.#send(member, arm);
    }
  }

  disarm(): void {
    for (const member of this.#members.values()) this.#send(member, { type: 'disarm' });
  }

  kill(pid: number): void {
    this.#members.get(pid)?.child.kill('SIGKILL');
  }

  /** Tells all to stop in order and starts none; resolves with how each ended. */
  async stop(): Promise<Death[]> {
    this.#stopped = true;
    const members = [...this.#members.values()];
    for (const { child } of members) child.kill('SIGTERM');
    return Promise.all(members.map(({ ended }) => ended));
  }

  start(): void {
    this.#stopped = false;
    while (this.#members.size < this.options.count) this.#spawn();
  }

  #spawn(): void {
    const child = fork(PROGRAM, [], {
      env: {
        ...BARE_ENVIRONMENT,
        CHAOS_DIST: process.env['CHAOS_DIST'],
        ...this.options.environment,
      },
      execArgv: ['--enable-source-maps', '--import', HOOKS],
      stdio: ['ignore', this.#log, this.#log, 'ipc'],
    });
    const pid = child.pid ?? 0;
    const ended = new Promise<Death>((resolve) => {
      child.once('exit', (status, signal) => {
        const death = { pid, status, signal, armed: member.armed };
        this.#members.delete(pid);
        if (!this.#stopped) this.#spawn();
        this.options.onDeath(death);
        resolve(death);
      });
    });
    const member: Member = { child, pid, up: false, armed: undefined, ended };
    child.on('error', () => undefined);
    child.on('message', (message: FromWorker) => {
      if (message.type === 'up') member.up = true;
      else {
        this.options.onSending(pid, message.portal, message.key, () => this.#send(member, { type: 'go' }));
      }
    });
    this.#members.set(pid, member);
  }

  #send({ child }: Member, message: ToWorker): void {
    if (child.connected) child.send(message, () => undefined);
  }
}
