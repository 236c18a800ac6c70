import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';
import { SourceUnreachable } from '../../../../domain/ports.js';

export interface SftpAccess {
  host: string;
  port: number;
  username: string;
  /** Fingerprints of the host's key that are trusted, `SHA256:…` as `ssh-keygen -lf` prints them. */
  hostKeys: readonly string[];
  password?: string;
  /** A private key, its text. */
  privateKey?: string;
  passphrase?: string;
}

export interface SftpConnection {
  sftp: ssh2.SFTPWrapper;
  /** Aborted when the connection is gone: a call that is made then is never answered. */
  lost: AbortSignal;
  close(): Promise<void>;
}

const READY_MS = 20_000;
const KEEPALIVE_MS = 10_000;

/** Connects to a host whose key is one of the pinned ones. Throws `SourceUnreachable`, with the key that was seen when it is another. */
export function connectSftp(access: SftpAccess, signal: AbortSignal): Promise<SftpConnection> {
  const where = `${access.host}:${access.port}`;
  const client = new ssh2.Client();
  const lost = new AbortController();
  return new Promise((resolve, reject) => {
    let seen: string | undefined;
    const fail = (why: string) => {
      client.destroy();
      reject(new SourceUnreachable(`${where}: ${why}`));
    };
    const onAbort = () => fail('đã dừng (stopped)');
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    // Stays for the connection's whole life: what breaks later is told by the call that is under way.
    client.on('error', (error) => fail(seen === undefined ? explain(error) : otherKey(seen)));
    client.on('close', () => {
      signal.removeEventListener('abort', onAbort);
      lost.abort();
      fail('mất kết nối (connection lost)');
    });
    client.on('ready', () => {
      // Each answer is waited for before the next is asked.
      client.setNoDelay();
      client.sftp((error, sftp) => {
        if (error) fail('không mở được SFTP (SFTP is not offered)');
        else resolve({ sftp, lost: lost.signal, close: () => closeClient(client, lost.signal) });
      });
    });
    client.connect({
      host: access.host,
      port: access.port,
      username: access.username,
      readyTimeout: READY_MS,
      keepaliveInterval: KEEPALIVE_MS,
      hostVerifier: (key: Buffer) => {
        const fingerprint = fingerprintOf(key);
        const known = access.hostKeys.includes(fingerprint);
        if (!known) seen = fingerprint;
        return known;
      },
      ...(access.password === undefined ? {} : { password: access.password }),
      ...(access.privateKey === undefined ? {} : { privateKey: access.privateKey }),
      ...(access.passphrase === undefined ? {} : { passphrase: access.passphrase }),
    });
  });
}

/** As `ssh-keygen -lf` prints it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function otherKey(seen: string): string {
  return `khóa máy chủ không phải khóa đã ghim, thấy (host key is not the pinned one, seen): ${seen}`;
}

/** Which step failed; a server's own words are not repeated. */
function explain(error: Error & { level?: string; code?: string }): string {
  if (error.level === 'client-authentication')
    return 'máy chủ từ chối đăng nhập (the server refused the login)';
  if (error.level === 'client-timeout') return 'máy chủ không trả lời (the server does not answer)';
  return `không kết nối được (cannot connect)${error.code ? `: ${error.code}` : ''}`;
}

function closeClient(client: ssh2.Client, lost: AbortSignal): Promise<void> {
  if (lost.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    client.once('close', () => resolve());
    client.end();
    // A server that does not let go is left.
    setTimeout(() => client.destroy(), 2_000).unref();
  });
}
