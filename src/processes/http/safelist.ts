import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { z } from 'zod';
import { refuse } from './errors.js';

/** Operations that may be asked for: SHA-256 of a document's text, in hexadecimal → the text. */
export type Safelist = ReadonlyMap<string, string>;

/** The file of operations cannot be used; the message has a line for each thing that is wrong with it. */
export class SafelistProblem extends Error {
  override readonly name = 'SafelistProblem';

  constructor(what: string) {
    super(`PERSISTED_OPERATIONS: ${what}`);
  }
}

const FILE = z.record(z.string(), z.string());

/**
 * Reads a file `{"<sha256>": "query …", …}`. Throws {@link SafelistProblem} when it cannot be read, when a hash is not that of its text,
 * or when an operation does not fit the schema: found at the start, not by an app in the night.
 */
export function readSafelist(path: string, schema: GraphQLSchema): Safelist {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new SafelistProblem(
      `cannot read ${path} as JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
  const file = FILE.safeParse(given);
  if (!file.success) throw new SafelistProblem(`${path}: expected an object of texts by their SHA-256`);
  const entries = Object.entries(file.data);
  const problems = entries.flatMap(([hash, text]) => {
    if (sha256(text) !== hash) return [`${hash}: the SHA-256 of its text is ${sha256(text)}`];
    return misfits(text, schema).map((message) => `${hash}: ${message}`);
  });
  if (problems.length > 0) throw new SafelistProblem(`${path}:\n${problems.join('\n')}`);
  return new Map(entries);
}

export const NOT_LISTED = 'Thao tác không có trong danh sách được phép · this operation is not on the list';

/** The listed text of what is asked for, by its text or by its hash; undefined when it is not on the list. */
export function listed(
  list: Safelist,
  given: { query?: unknown; extensions?: unknown } | undefined,
): string | undefined {
  const hash = typeof given?.query === 'string' ? sha256(given.query) : hashIn(given?.extensions);
  return hash === undefined ? undefined : list.get(hash);
}

/**
 * Lets only listed operations through, named by `extensions.persistedQuery.sha256Hash` or written out; what goes on to GraphQL is the
 * list's own text. Introspection is refused like all else that is not listed.
 */
export function safelisted(list: Safelist): RequestHandler {
  return (request, response, next) => {
    const fromUrl = request.method === 'GET';
    const given = (fromUrl ? request.query : request.body) as Record<string, unknown> | undefined;
    const known = listed(list, given);
    if (known === undefined) {
      refuse(response, 403, 'OPERATION_NOT_ALLOWED', NOT_LISTED);
      return;
    }
    const written = typeof given?.['query'] === 'string';
    if (!written && fromUrl) {
      // `request.query` is computed anew at each reading, and Apollo reads the address itself.
      const url = new URL(request.url, 'http://localhost');
      url.searchParams.set('query', known);
      request.url = `${url.pathname}${url.search}`;
    } else if (!written) {
      request.body = { ...given, query: known };
    }
    next();
  };
}

function hashIn(extensions: unknown): string | undefined {
  let given = extensions;
  if (typeof given === 'string') {
    try {
      given = JSON.parse(given);
    } catch {
      return undefined;
    }
  }
  const shape = z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) });
  return shape.safeParse(given).data?.persistedQuery.sha256Hash;
}

function misfits(text: string, schema: GraphQLSchema): string[] {
  try {
    return validate(schema, parse(text)).map(({ message }) => message);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
