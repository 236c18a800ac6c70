import { unwrapResolverError } from '@apollo/server/errors';
import type { NextFunction, Request, Response } from 'express';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Refusal } from '../../access/refusal.js';
import { IssuerUnreachable } from '../../access/tokens.js';
import { isStopped, isTransient, sqlState } from '../../store/database.js';
import type { Log } from '../../telemetry/log.js';
import type { Metrics } from '../../telemetry/metrics.js';
import { MAX_BODY, MAX_PUSHED_BODY } from './limits.js';
import { requestId } from './request.js';

/** The closed list of `extensions.code`, described in docs/graphql.md. */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'QUERY_TOO_LARGE',
  'QUERY_TOO_DEEP',
  'QUERY_TOO_COSTLY',
  'TOO_MANY_TOKENS',
  'TOO_MANY_ALIASES',
  'TOO_MANY_DIRECTIVES',
  'TOO_MANY_ROOT_FIELDS',
  'BODY_TOO_LARGE',
  'HEADERS_TOO_LARGE',
  'REQUEST_TIMEOUT',
  'TIMEOUT',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'OPERATION_NOT_ALLOWED',
  'NOT_FOUND',
  'INTERNAL_SERVER_ERROR',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

interface Told {
  code: ErrorCode;
  message: string;
  problems?: Refusal['problems'];
}

export const UNAVAILABLE: Told = {
  code: 'UNAVAILABLE',
  message: 'Hệ thống tạm thời không phản hồi, hãy thử lại · the store does not answer, try again',
};
const TIMEOUT: Told = {
  code: 'TIMEOUT',
  message:
    'Xử lý quá lâu nên đã dừng, hãy hỏi ít hơn hoặc thử lại sau · it took too long at the store and was stopped: ask for less, or try again later',
};
/** V8's words for it. */
const STACK_IS_FULL = 'Maximum call stack size exceeded';
const TOO_DEEP: Told = { code: 'QUERY_TOO_DEEP', message: 'lists and objects are nested too deep' };
const INTERNAL: Told = { code: 'INTERNAL_SERVER_ERROR', message: 'Có lỗi trong hệ thống · internal error' };

/** What a caller is told of an error; undefined: not one that may be told. Never SQL, stack, path or value. */
export function tell(error: unknown): Told | undefined {
  if (error instanceof Refusal) {
    const { code, message, problems } = error;
    return problems.length > 0 ? { code, message, problems } : { code, message };
  }
  if (isStopped(error)) return TIMEOUT;
  if (error instanceof IssuerUnreachable || isTransient(error)) return UNAVAILABLE;
  if (sqlState(error)?.startsWith('22')) {
    return { code: 'BAD_USER_INPUT', message: 'a value is outside what can be compared' };
  }
  return undefined;
}

/** Apollo's `formatError`: a code of the closed list, the request's id, and nothing of the inside. */
export function errorFormatter(log: Log, metrics: Metrics) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    const told = tell(causeOf(original)) ?? ofExecutor(formatted, original) ?? INTERNAL;
    if (told.code === 'INTERNAL_SERVER_ERROR' || told.code === 'UNAVAILABLE') {
      log.error({ err: original, requestId: requestId(), path: formatted.path }, 'a GraphQL field failed');
    }
    metrics.graphqlErrors.inc({ code: told.code });
    return {
      message: told.message,
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions: {
        code: told.code,
        requestId: requestId(),
        ...(told.problems ? { problems: told.problems } : {}),
      },
    };
  };
}

/** What a plugin threw stands inside of the error that carries its HTTP status. */
function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError instanceof Refusal
    ? error.originalError
    : error;
}

/** Errors of parsing, validating and coercing: told, without the values that were given. */
function ofExecutor(formatted: GraphQLFormattedError, original: unknown): Told | undefined {
  const given = formatted.extensions?.['code'];
  const code = ERROR_CODES.find((known) => known === given);
  if (isApollosRefusal(original)) return { code: 'BAD_REQUEST', message: withoutValues(formatted.message) };
  // A resolver's own exception is INTERNAL, whatever its text.
  if (!code || code === 'INTERNAL_SERVER_ERROR') return undefined;
  if (!(original instanceof Error)) return undefined;
  // The parser is as deep as what it parses.
  if (code === 'GRAPHQL_PARSE_FAILED' && original.message === STACK_IS_FULL) return TOO_DEEP;
  if (code === 'GRAPHQL_PARSE_FAILED' && /contains more that? \d+ tokens/.test(formatted.message)) {
    return {
      code: 'TOO_MANY_TOKENS',
      message: formatted.message
        .replace(/^.*?Document/, 'the document')
        .replace(' that ', ' than ')
        .replace(/\..*$/, ''),
    };
  }
  return { code, message: withoutValues(formatted.message) };
}

/** Apollo refuses some requests by an HTTP status alone, without a code. */
function isApollosRefusal(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.path || error.extensions['code'] !== undefined) return false;
  const http: unknown = error.extensions['http'];
  const status = http !== null && typeof http === 'object' && 'status' in http ? http.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
}

/** `Variable "$x" got invalid value "0382…"; Expected …` → without the value; literals in quotes longer than a name too. */
export function withoutValues(message: string): string {
  return message
    .replace(/got invalid value [\s\S]*; (?=[A-Z])/, 'got an invalid value; ')
    .replace(/got invalid value [\s\S]* at "/, 'got an invalid value at "')
    .replace(/cannot represent [^:]*value: [\s\S]*$/, 'got a value of another type')
    .replace(/, found [\s\S]*$/, ', found another value')
    .replace(/"[^"]*[^\w![\]." ][^"]*"/g, '"…"')
    .replace(/\d{6,}/g, '…')
    .slice(0, 500);
}

/** The body of an answer that says only what went wrong, in GraphQL's shape. */
export function errorBody(code: ErrorCode, message: string, id = requestId()): string {
  return JSON.stringify({ errors: [{ message, extensions: { code, requestId: id } }] });
}

/** An error answer outside GraphQL, in GraphQL's shape. */
export function refuse(response: Response, status: number, code: ErrorCode, message: string): void {
  response.status(status).type('application/json').send(errorBody(code, message));
}

/** No fault of the request. */
const OF_THE_STORE: ReadonlySet<ErrorCode> = new Set(['UNAVAILABLE', 'TIMEOUT']);
const BODY_TOO_LARGE = `the body is larger than ${MAX_BODY / 1_024} kB (${MAX_PUSHED_BODY / 1_024} kB for a key that may push records)`;

/** The last middleware: whatever went wrong on the way becomes one short answer. */
export function errorHandler(log: Log) {
  return (error: unknown, _request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const told = tell(error);
    if (told) {
      refuse(response, OF_THE_STORE.has(told.code) ? 503 : 400, told.code, told.message);
      return;
    }
    const status = statusOf(error);
    if (status < 500) {
      if (status === 413) refuse(response, status, 'BODY_TOO_LARGE', BODY_TOO_LARGE);
      else refuse(response, status, 'BAD_REQUEST', 'the request cannot be read');
      return;
    }
    log.error({ err: error, requestId: requestId() }, 'a request failed');
    refuse(response, 500, 'INTERNAL_SERVER_ERROR', INTERNAL.message);
  };
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
