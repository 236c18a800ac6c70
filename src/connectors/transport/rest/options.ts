import { readFileSync } from 'node:fs';
import type { SourceServices } from '../../../domain/ports.js';
import { OVERLAP, TIMEOUT, TLS_CA } from '../changes/parameters.js';
import type { Given, Parameter } from '../parameters/parameter.js';
import type { CallerOptions } from './caller.js';
import { credentialsOf } from './credentials.js';
import {
  AUTH,
  CLIENT_AUTH,
  CLIENT_ID,
  CLIENT_SECRET,
  HEADER,
  LOGIN_HOSTS,
  SCOPE,
  TOKEN,
  TOKEN_URL,
} from './parameters.js';
import { PATIENCE } from './patience.js';

/** How a source that is read over HTTP logs in, and any source at servers that hold files which its records name. */
export const LOGIN: readonly Parameter[] = [
  AUTH,
  TOKEN,
  HEADER,
  CLIENT_ID,
  CLIENT_SECRET,
  TOKEN_URL,
  CLIENT_AUTH,
  SCOPE,
  LOGIN_HOSTS,
];

/** What a reader over HTTP is opened with, by its parameters. */
export function httpOptions(
  given: Given,
  services: SourceServices,
): CallerOptions & { services: SourceServices; overlap: number } {
  const authorityFile = given.text(TLS_CA);
  return {
    services,
    credentials: credentialsOf(given, () => services.clock.now()),
    patience: PATIENCE,
    overlap: given.duration(OVERLAP) ?? 0,
    timeout: given.duration(TIMEOUT) ?? 60_000,
    ...(authorityFile === undefined ? {} : { authority: readFileSync(authorityFile, 'utf8') }),
  };
}
