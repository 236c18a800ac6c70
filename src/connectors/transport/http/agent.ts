import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';

type Created = (error: Error | null, socket: Duplex) => void;

/** Idle connections are closed before common servers (Node: 5 s) close them, so that few requests meet a dying one. */
const IDLE_MS = 4_000;

export interface StandingAgents {
  http: http.Agent;
  https: https.Agent;
  /** Closes every connection, those still being made too. */
  close(): void;
}

/**
 * Keep-alive agents that hand a connection to a request only once it stands (TCP connected, TLS agreed). So a request
 * without a socket has surely written nothing, and its `socket` event comes right before its first byte.
 * A connection that takes longer than `connectTimeout` ms fails with the code `ETIMEDOUT`.
 */
export function standingAgents(connectTimeout: number): StandingAgents {
  const making = new Set<Duplex>();
  const plain = new http.Agent({ keepAlive: true, timeout: IDLE_MS });
  const secure = new https.Agent({ keepAlive: true, timeout: IDLE_MS });
  standFirst(plain, 'connect');
  standFirst(secure, 'secureConnect');
  return {
    http: plain,
    https: secure,
    close() {
      plain.destroy();
      secure.destroy();
      for (const socket of making) socket.destroy(fault('ECONNABORTED', 'closed while connecting'));
    },
  };

  function standFirst(agent: http.Agent, event: 'connect' | 'secureConnect'): void {
    const connect = agent.createConnection.bind(agent);
    agent.createConnection = (options, created?: Created) => {
      const socket = connect(options);
      if (!socket || !created) return socket;
      making.add(socket);
      const timer = setTimeout(() => {
        socket.destroy(fault('ETIMEDOUT', 'connect time-out'));
      }, connectTimeout);
      const done = (): void => {
        clearTimeout(timer);
        making.delete(socket);
        socket.off(event, stands);
        socket.off('close', failed);
      };
      let reason: Error | undefined;
      const onError = (error: Error): void => {
        reason = error;
      };
      const failed = (): void => {
        done();
        created(reason ?? fault('ECONNRESET', 'closed while connecting'), socket);
      };
      const stands = (): void => {
        done();
        socket.off('error', onError);
        created(null, socket);
      };
      socket.on('error', onError);
      socket.once(event, stands);
      socket.once('close', failed);
      return undefined;
    };
  }
}

function fault(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
