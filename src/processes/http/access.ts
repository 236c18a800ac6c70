import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { authenticate, bearerOf } from '../../access/authenticate.js';
import { KEY_PREFIX } from '../../access/keys.js';
import type { Principal } from '../../access/principal.js';
import { may } from '../../access/roles.js';
import type { Tokens } from '../../access/tokens.js';
import type { Database, Queryable } from '../../store/database.js';
import { refuse } from './errors.js';
import type { Rate } from './rate.js';
import { isLocal } from './request.js';

const NEEDED = 'Cần khóa dịch vụ · a service key is needed: Authorization: Bearer lt_…';

/** Who a bearer's text stands for; undefined: nobody. */
export type Authenticator = (bearer: string) => Promise<Principal | undefined>;

/** Service keys, and the tokens of an issuer when there is one. */
export function authenticator(database: Queryable, tokens: Tokens | undefined): Authenticator {
  return (bearer) =>
    tokens && !bearer.startsWith(KEY_PREFIX) ? tokens.authenticate(bearer) : authenticate(database, bearer);
}

/**
 * Who asks GraphQL. Anonymous callers get as far as introspection, from this machine only. `rate`: how often one may; who has no valid key
 * is counted by its address.
 */
export function graphqlAccess(authenticated: Authenticator, rate?: Rate): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    const { authorization } = request.headers;
    // GraphiQL sends `Bearer ` as long as no key is written behind it.
    if (/^(Bearer)?\s*$/i.test(authorization ?? '') && isLocal(request)) {
      next();
      return;
    }
    const key = bearerOf(authorization);
    const principal = key === undefined ? undefined : await authenticated(key);
    const asker = principal?.id ?? `address:${request.socket.remoteAddress}`;
    if (rate && !(await rate.allows(asker, response))) return;
    if (!principal) {
      response.setHeader('www-authenticate', 'Bearer realm="lienthong"');
      refuse(response, 401, 'UNAUTHENTICATED', NEEDED);
      return;
    }
    response.locals['principal'] = principal;
    next();
  };
}

export function principalOf(response: Response): Principal | undefined {
  return response.locals['principal'] as Principal | undefined;
}

/** Pages of the operators: from this machine, or with an operator's key as bearer or, for browsers, as a password. */
export function operatorsOnly(database: Database): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    if (isLocal(request) && isSameOrigin(request)) {
      next();
      return;
    }
    const key = bearerOf(request.headers.authorization) ?? passwordOf(request.headers.authorization);
    const principal = key === undefined ? undefined : await authenticate(database, key);
    if (principal && may(principal, 'operations.pages')) {
      next();
      return;
    }
    if (principal) {
      refuse(response, 403, 'FORBIDDEN', 'Chỉ dành cho người vận hành · for operators only');
      return;
    }
    response.setHeader('www-authenticate', 'Basic realm="lienthong", charset="UTF-8"');
    refuse(response, 401, 'UNAUTHENTICATED', NEEDED);
  };
}

/** A browser says where a request comes from; programs say nothing. */
function isSameOrigin(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

function passwordOf(header: string | undefined): string | undefined {
  const match = /^Basic +([A-Za-z0-9+/=]{1,400})$/i.exec(header ?? '');
  const text = match?.[1] ? Buffer.from(match[1], 'base64').toString('utf8') : '';
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined;
}
