import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { framesOf, type Parsed, parseAnswers } from './answers.js';
import type { Case, Step } from './case.js';

export interface Reply extends Parsed {
  /** The client left on purpose, or the gateway did not come to an end in time. */
  end: 'closed' | 'left' | 'late';
  /** From the first byte written to the last one read. */
  ms: number;
}

/** Longer than anything that the gateway waits for. */
const PATIENCE_MS = 20_000;

/** Does what a case says over a connection of its own, and gives what came back. Never rejects: a reset is an end. */
export function send(port: number, { steps, answers = 1 }: Case): Promise<Reply> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    let left = false;
    let last = 0;
    const begin = performance.now();
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const finish = (end: Reply['end']) => {
      clearTimeout(late);
      socket.destroy();
      const parsed = parseAnswers(Buffer.concat(chunks), true);
      done({ ...parsed, end, ms: (last || performance.now()) - begin });
    };
    const late = setTimeout(() => finish('late'), PATIENCE_MS);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      last = performance.now();
      chunks.push(chunk);
      const { answers: whole, rest } = parseAnswers(Buffer.concat(chunks), false);
      const spoken = whole.at(-1)?.status === 101;
      if (spoken && framesOf(rest).closes.length > 0) socket.end();
      if (!spoken && rest.length === 0 && whole.length >= answers) socket.end();
    });
    // The last bytes of a client that is refused in the middle meet a closed door.
    socket.on('error', () => undefined);
    socket.on('end', () => socket.end());
    socket.on('close', () => finish(left ? 'left' : 'closed'));
    socket.on('connect', () => {
      void take(socket, steps).then((gone) => {
        left = gone;
        if (gone) socket.destroy();
      });
    });
  });
}

/** True when the last step is to leave. */
async function take(socket: Socket, steps: readonly Step[]): Promise<boolean> {
  const closed = new Promise((done) => socket.once('close', done));
  for (const step of steps) {
    if (socket.destroyed) return false;
    if ('write' in step) {
      // Behind a full buffer there is nobody to wait for when the gateway has already hung up.
      await Promise.race([new Promise((written) => socket.write(step.write, written)), closed]);
    } else if ('drip' in step) {
      for (const letter of step.drip) {
        if (!socket.writable) return false;
        socket.write(letter);
        await wait(step.everyMs);
      }
    } else if ('half' in step) socket.end();
    else return true;
  }
  return false;
}
