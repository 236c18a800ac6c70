import http from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HttpTransport, multipart, retryAfterMs } from '../../../../src/connectors/transport/http/index.js';
import { until } from '../../../support/poll.js';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listen(server: net.Server): Promise<string> {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  closers.push(() => {
    server.close();
    if (server instanceof http.Server) server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

function transport(options: Partial<ConstructorParameters<typeof HttpTransport>[0]> = {}): HttpTransport {
  const made = new HttpTransport({ connectTimeout: 2_000, answerTimeout: 10_000, ...options });
  closers.push(() => made.close());
  return made;
}

const post = { method: 'POST' as const, body: '{"a":1}', headers: { 'Content-Type': 'application/json' } };

describe('an answered request', () => {
  it('gives status, headers and text, follows no redirect and keeps the connection', async () => {
    const ports = new Set<number | undefined>();
    const url = await listen(
      http.createServer((request, response) => {
        ports.add(request.socket.remotePort);
        request.resume().on('end', () => {
          response.writeHead(302, { Location: '/elsewhere', 'X-Test': 'yes' });
          response.end('Đặng');
        });
      }),
    );
    const sender = transport();
    for (let turn = 0; turn < 3; turn += 1) {
      const result = await sender.send({ ...post, url });
      expect(result).toMatchObject({ type: 'answered', status: 302, text: 'Đặng' });
      if (result.type === 'answered') expect(result.headers['x-test']).toBe('yes');
    }
    expect(ports.size).toBe(1);
  });

  it('sends the body and headers as given, and calls beforeSend once, before the server sees anything', async () => {
    const seen: string[] = [];
    const url = await listen(
      http.createServer((request, response) => {
        seen.push('arrived');
        let body = '';
        request.on('data', (chunk) => {
          body += String(chunk);
        });
        request.on('end', () => {
          seen.push(`${request.headers['content-type']} ${body}`);
          response.end();
        });
      }),
    );
    const result = await transport().send({
      ...post,
      url,
      beforeSend: () => {
        seen.push('before');
        return true;
      },
    });
    expect(result.type).toBe('answered');
    expect(seen).toEqual(['before', 'arrived', 'application/json {"a":1}']);
  });

  it('uploads a multipart form whose length is known', async () => {
    let got = '';
    let length: string | undefined;
    const url = await listen(
      http.createServer((request, response) => {
        length = request.headers['content-length'];
        request.on('data', (chunk) => {
          got += String(chunk);
        });
        request.on('end', () => response.end());
      }),
    );
    const form = await multipart([
      {
        field: 'file',
        fileName: 'quyết-định.pdf',
        mediaType: 'application/pdf',
        content: Buffer.from('%PDF-1.7'),
      },
    ]);
    await transport().send({
      method: 'POST',
      url,
      body: form.body,
      headers: { 'Content-Type': form.contentType },
    });
    expect(length).toBe(String(form.body.length));
    expect(got).toContain('name="file"; filename="quyết-định.pdf"');
    expect(got).toContain('%PDF-1.7');
  });
});

describe('surely not sent', () => {
  it('a refused connection', async () => {
    const server = net.createServer();
    const url = await listen(server);
    server.close();
    expect(await transport().send({ ...post, url })).toEqual({ type: 'notSent', error: 'ECONNREFUSED' });
  });

  it('a name that does not resolve', async () => {
    const result = await transport().send({ ...post, url: 'http://no-such-host.invalid/' });
    expect(result.type).toBe('notSent');
  });

  it('a TLS handshake that fails', async () => {
    const url = await listen(net.createServer((socket) => socket.end('not tls at all')));
    const result = await transport().send({ ...post, url: url.replace('http:', 'https:') });
    expect(result.type).toBe('notSent');
  });

  it('a TLS handshake that never ends, by the connect time-out', async () => {
    const sockets: net.Socket[] = [];
    const url = await listen(net.createServer((socket) => sockets.push(socket)));
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
    });
    const result = await transport({ connectTimeout: 50 }).send({
      ...post,
      url: url.replace('http:', 'https:'),
    });
    expect(result).toEqual({ type: 'notSent', error: 'ETIMEDOUT' });
  });

  it('when beforeSend says no, on a new and on a kept connection', async () => {
    let arrived = 0;
    const url = await listen(
      http.createServer((_request, response) => {
        arrived += 1;
        response.end();
      }),
    );
    const sender = transport();
    expect((await sender.send({ ...post, url, beforeSend: () => false })).type).toBe('notSent');
    expect((await sender.send({ ...post, url })).type).toBe('answered');
    expect((await sender.send({ ...post, url, beforeSend: () => false })).type).toBe('notSent');
    expect((await sender.send({ ...post, url })).type).toBe('answered');
    expect(arrived).toBe(2);
  });

  it('when it is aborted before it leaves', async () => {
    let arrived = 0;
    const url = await listen(
      http.createServer((_request, response) => {
        arrived += 1;
        response.end();
      }),
    );
    const sender = transport();
    expect((await sender.send({ ...post, url, signal: AbortSignal.abort() })).type).toBe('notSent');
    const late = new AbortController();
    const result = await sender.send({
      ...post,
      url,
      signal: late.signal,
      beforeSend: () => {
        late.abort();
        return false;
      },
    });
    expect(result.type).toBe('notSent');
    await sender.send({ ...post, url });
    expect(arrived).toBe(1);
  });
});

describe('lost', () => {
  it.each([
    ['reset before the request is read', (socket: net.Socket) => socket.resetAndDestroy()],
    ['closed without an answer', (socket: net.Socket) => socket.end()],
    [
      'half an answer',
      (socket: net.Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"error'),
    ],
    ['not HTTP', (socket: net.Socket) => socket.end('hello\r\n\r\n')],
  ])('%s', async (_name, act) => {
    const url = await listen(
      net.createServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => act(socket));
      }),
    );
    expect((await transport().send({ ...post, url })).type).toBe('lost');
  });

  it('no answer in time', async () => {
    let arrived = 0;
    const url = await listen(
      http.createServer(() => {
        arrived += 1;
      }),
    );
    expect(await transport({ answerTimeout: 50 }).send({ ...post, url })).toEqual({
      type: 'lost',
      error: 'no answer within 50 ms',
    });
    await until(() => arrived === 1);
  });

  it('an answer that is longer than is read', async () => {
    const url = await listen(http.createServer((_request, response) => response.end('x'.repeat(5_000))));
    expect((await transport({ maxAnswerBytes: 1_000 }).send({ ...post, url })).type).toBe('lost');
  });

  it('aborted on its way', async () => {
    const stop = new AbortController();
    const url = await listen(http.createServer(() => stop.abort()));
    expect((await transport().send({ ...post, url, signal: stop.signal })).type).toBe('lost');
  });

  it('a kept connection that the other side resets under the request', async () => {
    let turns = 0;
    const url = await listen(
      http.createServer((request, response) => {
        turns += 1;
        if (turns === 1) response.end();
        else request.socket.resetAndDestroy();
      }),
    );
    const sender = transport();
    expect((await sender.send({ ...post, url })).type).toBe('answered');
    expect((await sender.send({ ...post, url })).type).toBe('lost');
  });

  it('tells nothing of the request', async () => {
    const url = await listen(http.createServer((request) => request.socket.destroy()));
    const result = await transport().send({
      ...post,
      url: `${url}/?token=secret-token`,
      body: 'secret-body',
    });
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});

describe('a body that a sink takes', () => {
  const PIECE = 1024 * 1024;
  const get = { method: 'GET' as const };

  /** Sends pieces of a MiB, each once the one before it was taken; `taken` lets the time pass that this took. */
  async function inPieces(pieces: number, taken: () => void) {
    let more = () => {};
    let sent = 0;
    const url = await listen(
      http.createServer((_request, response) => {
        more = () => {
          sent += 1;
          if (sent > pieces) response.end();
          else response.write(Buffer.alloc(PIECE));
        };
        more();
      }),
    );
    let bytes = 0;
    const sink = {
      maxBytes: 100 * PIECE,
      begin: () => {},
      overflow: () => {},
      write: (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes % PIECE === 0) {
          taken();
          more();
        }
        return Promise.resolve();
      },
    };
    const result = await transport({ answerTimeout: 10_000, maxAnswerBytes: PIECE }).send({
      ...get,
      url,
      sink,
    });
    return { result, bytes };
  }

  afterEach(() => {
    vi.useRealTimers();
  });

  it('is as large as the sink takes and as slow as it comes, as long as it comes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { result, bytes } = await inPieces(4, () => void vi.advanceTimersByTime(9_000));
    expect(result).toMatchObject({ type: 'answered', status: 200, text: '' });
    expect(bytes).toBe(4 * PIECE);
  });

  it('is lost when it stalls', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { result, bytes } = await inPieces(4, () => void vi.advanceTimersByTime(10_000));
    expect(result).toEqual({ type: 'lost', error: 'no answer within 10000 ms' });
    expect(bytes).toBe(PIECE);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2024-08-23T01:30:00Z');
  it.each([
    ['3', 3_000],
    ['0', 0],
    ['Fri, 23 Aug 2024 01:30:10 GMT', 10_000],
    ['Fri, 23 Aug 2024 01:29:00 GMT', 0],
    ['999999999', 86_400_000],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});
