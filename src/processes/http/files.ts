import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import type { FileAnswer, FileRequest } from '../../files/index.js';

/** Gives kept files to whoever holds a signed link; who may is the handler's matter. */
export function filesHandler(serve: (request: FileRequest) => Promise<FileAnswer>): RequestHandler {
  return async (request, response) => {
    const answer = await serve({
      method: request.method,
      url: request.originalUrl,
      headers: request.headers,
    });
    response.writeHead(answer.status, answer.headers);
    if (!answer.body) {
      response.end();
      return;
    }
    // A client that goes away in the middle is its own matter.
    await pipeline(answer.body, response).catch(() => response.destroy());
  };
}
