import { AsyncLocalStorage } from 'node:async_hooks';
import { isIP } from 'node:net';
import type { NextFunction, Request, Response } from 'express';
import ipaddr from 'ipaddr.js';
import { v7 as uuid } from 'uuid';

const current = new AsyncLocalStorage<string>();

/** Id of the request that is being answered: on every answer and every log line about it. */
export function requestId(): string {
  return current.getStore() ?? 'none';
}

/** Runs what belongs to one operation that came over a connection of its own, under a new id. */
export function underRequestId<T>(work: () => T): T {
  return current.run(uuid(), work);
}

export function withRequestId(_request: Request, response: Response, next: NextFunction): void {
  const id = uuid();
  response.setHeader('x-request-id', id);
  current.run(id, next);
}

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether somebody on this very machine asks, and no proxy in between for others. The name must be this machine's too, so that
 * a page elsewhere whose name was pointed here (DNS rebinding) is not taken for local.
 */
export function isLocal(request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  if (!isIP(address) || ipaddr.process(address).range() !== 'loopback') return false;
  const { headers } = request;
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
  if (headers['x-real-ip'] !== undefined || headers.via !== undefined) return false;
  return LOCAL_NAMES.has((headers.host ?? '').replace(/:\d+$/, '').toLowerCase());
}
