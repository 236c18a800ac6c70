import { OVERLAP, PAGE_SIZE, TIMEOUT, TLS_CA } from '../changes/parameters.js';
import { fingerprintOf } from '../changes/progress.js';
import type { Transport } from '../transport.js';
import { httpOptions, LOGIN } from './options.js';
import { authMisfits } from './parameters.js';
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
  parameters: [...LOGIN, OVERLAP, PAGE_SIZE, TIMEOUT, TLS_CA],
  expectAddress: ({ username, password }) =>
    username === '' && password === '' ? undefined : 'an address without user and password: AUTH is for them',
  misfits: authMisfits,
  open(address, carried, given, services) {
    return new RestReader({
      base: address,
      address: fingerprintOf('rest', address.origin, address.pathname, address.search),
      carried,
      pageSize: given.number(PAGE_SIZE) ?? 500,
      ...httpOptions(given, services),
    });
  },
};
