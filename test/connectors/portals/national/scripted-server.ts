import http, { type IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from '../../../../src/domain/canonical.js';

export interface SeenRequest {
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: JsonObject;
}

/** What the server answers: JSON, or text as it stands; `reset` ends the connection instead. */
export type ScriptedAnswer =
  | { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }
  | 'reset';

/** A portal that only says what it is told to: logins succeed with session S-1, S-2, … unless `login` says otherwise. */
export class ScriptedServer {
  readonly seen: SeenRequest[] = [];
  logins = 0;
  login: (() => ScriptedAnswer) | undefined;
  answer: (request: SeenRequest, call: number) => ScriptedAnswer = () => ({ json: { error_code: '0' } });
  private calls = 0;
  private readonly server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const body: JsonObject = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const seen = { path: url.pathname, query: url.searchParams, headers: request.headers, body };
      this.seen.push(seen);
      const answer = this.answerTo(seen);
      if (answer === 'reset') {
        request.socket.resetAndDestroy();
        return;
      }
      response.writeHead(answer.status ?? 200, answer.headers);
      response.end(answer.text ?? JSON.stringify(answer.json));
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((done) => {
      this.server.listen(0, '127.0.0.1', done);
    });
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}/base/forward`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => {
      this.server.close(done);
    });
  }

  private answerTo(seen: SeenRequest): ScriptedAnswer {
    if (!seen.path.endsWith('/mapi/login')) {
      this.calls += 1;
      return this.answer(seen, this.calls);
    }
    this.logins += 1;
    return this.login?.() ?? { json: { error_code: '0', message: 'ok', session: `S-${this.logins}` } };
  }
}
