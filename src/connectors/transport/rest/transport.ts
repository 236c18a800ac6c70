import { readFileSync } from 'node:fs';
import { OVERLAP, PAGE_SIZE, TIMEOUT, TLS_CA } from '../changes/parameters.js';
import { fingerprintOf } from '../changes/progress.js';
import type { Transport } from '../transport.js';
import { credentialsOf } from './credentials.js';
import {
  AUTH,
  authMisfits,
  CLIENT_AUTH,
  CLIENT_ID,
  CLIENT_SECRET,
  HEADER,
  SCOPE,
  TOKEN,
  TOKEN_URL,
} from './parameters.js';
import { PATIENCE } from './patience.js';
import { RestReader } from './reader.js';

/** A list over HTTP (docs/sources/rest.md). */
export const rest: Transport = {
  name: 'REST',
  schemes: ['https:', 'http:'],
  example: 'https://motcua.example.gov.vn/api/{source}',
  means: {
    vi: 'danh sách theo trang, hỏi bằng changedSince',
    en: 'a paged list that is asked by changedSince',
  },
  parameters: [
    AUTH,
    TOKEN,
    HEADER,
    CLIENT_ID,
    CLIENT_SECRET,
    TOKEN_URL,
    CLIENT_AUTH,
    SCOPE,
    OVERLAP,
    PAGE_SIZE,
    TIMEOUT,
    TLS_CA,
  ],
  expectAddress: ({ username, password }) =>
    username === '' && password === '' ? undefined : 'an address without user and password: AUTH is for them',
  misfits: authMisfits,
  open(address, carried, given, services) {
    const authorityFile = given.text(TLS_CA);
    return new RestReader({
      base: address,
      address: fingerprintOf('rest', address.origin, address.pathname, address.search),
      carried,
      services,
      credentials: credentialsOf(given, () => services.clock.now()),
      patience: PATIENCE,
      overlap: given.duration(OVERLAP) ?? 0,
      pageSize: given.number(PAGE_SIZE) ?? 500,
      timeout: given.duration(TIMEOUT) ?? 60_000,
      ...(authorityFile === undefined ? {} : { authority: readFileSync(authorityFile, 'utf8') }),
    });
  },
};
