import { connect } from 'node:net';
import type { LinkState } from '../../../../domain/kinds/network-site.js';
import type { Address } from './targets.js';

/** What one address did: it answered (a refusal is an answer), a router said that nobody is there, or nothing was heard. */
export type Echo = 'ANSWERED' | 'UNREACHABLE' | 'SILENT';

/** Opens a TCP connection and closes it again. A name that cannot be looked up says nothing about the line: SILENT. */
export function tcpLook({ host, port }: Address, timeoutMs: number): Promise<Echo> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (echo: Echo) => {
      socket.destroy();
      resolve(echo);
    };
    socket.setTimeout(timeoutMs, () => end('SILENT'));
    socket.once('connect', () => end('ANSWERED'));
    socket.once('error', (error) => end(echoOf(error)));
  });
}

/** What a connection's error says of the line. */
export function echoOf(error: NodeJS.ErrnoException): Echo {
  if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') return 'ANSWERED';
  return error.code === 'EHOSTUNREACH' || error.code === 'ENETUNREACH' ? 'UNREACHABLE' : 'SILENT';
}

/** All addresses answer: UP; some: DEGRADED; none, and a router says so: DOWN. Silence is UNKNOWN, never DOWN. */
export function stateOf(echoes: readonly Echo[]): LinkState {
  const answered = echoes.filter((echo) => echo === 'ANSWERED').length;
  if (answered === echoes.length && answered > 0) return 'UP';
  if (answered > 0) return 'DEGRADED';
  return echoes.includes('UNREACHABLE') ? 'DOWN' : 'UNKNOWN';
}
