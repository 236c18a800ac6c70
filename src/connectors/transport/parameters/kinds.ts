import { existsSync } from 'node:fs';
import { expectUrl, parseDuration } from '../../../domain/variable.js';

/** What a value may look like: its name for the docs, and what is expected when `text` is not of this kind. */
export interface Kind {
  readonly name: string;
  /** Never printed, wherever it goes wrong. */
  readonly secret?: true;
  expected(text: string): string | undefined;
}

/** `30s`, `2m`, `1h`, `1d`. */
export const duration: Kind = {
  name: 'duration',
  expected: (text) =>
    parseDuration(text) === undefined ? 'a duration such as 30s, 2m, 1h or 1d' : undefined,
};

export function wholeNumber(from: number, to: number): Kind {
  return {
    name: `${from}–${to}`,
    expected: (text) =>
      /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to
        ? undefined
        : `a whole number from ${from} to ${to}`,
  };
}

export function oneOf(words: readonly string[]): Kind {
  return {
    name: words.map((word) => `\`${word}\``).join(', '),
    expected: (text) => (words.includes(text) ? undefined : `one of ${words.join(', ')}`),
  };
}

export const text: Kind = { name: 'text', expected: () => undefined };

export const secret: Kind = {
  name: 'secret',
  secret: true,
  expected: (value) => (/^[^\p{Cc}]+$/u.test(value) ? undefined : 'text without control characters'),
};

/** A secret that travels in an HTTP header. */
export const headerSecret: Kind = {
  name: 'secret',
  secret: true,
  expected: (value) => (/^[\x21-\x7e]+$/.test(value) ? undefined : 'printable ASCII without spaces'),
};

export const webAddress: Kind = { name: 'address', expected: expectUrl(['http:', 'https:']) };

/** Servers, `https://host:port`, several behind commas. */
export const webAddresses: Kind = {
  name: 'addresses',
  expected: (value) =>
    value.split(',').every((each) => isServer(each.trim()))
      ? undefined
      : 'servers such as https://files.example.gov.vn, several behind commas, without path, user and password',
};

function isServer(text: string): boolean {
  if (webAddress.expected(text) !== undefined) return false;
  const { origin, href } = new URL(text);
  return href === `${origin}/`;
}

/** A file of this machine that is there when the process starts. */
export const localFile: Kind = {
  name: 'file',
  expected: (path) => (existsSync(path) ? undefined : 'the path of a file that is there'),
};

/** The name of an HTTP header (RFC 9110, token). */
export const headerName: Kind = {
  name: 'header name',
  expected: (name) =>
    /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name) ? undefined : 'the name of an HTTP header, such as X-Api-Key',
};

/** A table or view, with its schema where one is needed. Plain letters only: it becomes part of a statement. */
export const viewName: Kind = {
  name: 'view',
  expected: (name) =>
    /^[A-Za-z_]\w{0,62}(\.[A-Za-z_]\w{0,62})?$/.test(name)
      ? undefined
      : 'the name of a view, such as v_one_stop or reports.v_one_stop',
};
