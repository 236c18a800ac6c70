import { readFileSync } from 'node:fs';
import { TIMEOUT, TLS_CA } from '../changes/parameters.js';
import { credentialsOf } from '../rest/credentials.js';
import { LOGIN } from '../rest/options.js';
import { authMisfits } from '../rest/parameters.js';
import { PATIENCE } from '../rest/patience.js';
import type { Transport } from '../transport.js';
import {
  ACKNOWLEDGE_PATH,
  ID_FIELD,
  LIST_FIELD,
  LIST_PATH,
  PACKAGE_PATH,
  STATUS_PATH,
} from './parameters.js';
import { GatewayReader } from './reader.js';
import { routesOf } from './routes.js';

/** Bytes of one package as it travels. */
const MAX_PACKAGE = 512 * 1024 * 1024;

/** The gateway of the axis on which agencies exchange documents (docs/sources/documents.md), for forms that come as packages. */
export const gateway: Transport = {
  name: 'gateway',
  schemes: ['edxml+https:', 'edxml+http:'],
  example: 'edxml+https://truclienthong.example.gov.vn/api',
  means: { vi: 'cổng của trục liên thông văn bản', en: 'a gateway of the axis of e-documents' },
  parameters: [
    LIST_PATH,
    LIST_FIELD,
    ID_FIELD,
    PACKAGE_PATH,
    ACKNOWLEDGE_PATH,
    STATUS_PATH,
    ...LOGIN,
    TIMEOUT,
    TLS_CA,
  ],
  carries: ({ packages }) => packages !== undefined,
  expectAddress: ({ href, username, password, search }) =>
    URL.canParse(plain(href)) && username === '' && password === '' && search === ''
      ? undefined
      : 'an address such as edxml+https://host/api, without user, password and query: AUTH is for them',
  misfits: authMisfits,
  open(address, { source, packages }, given, services) {
    if (!packages) throw new RangeError(`${source}: its records do not come as packages`);
    const authorityFile = given.text(TLS_CA);
    return new GatewayReader({
      routes: routesOf(new URL(plain(address.href)), given),
      listField: given.text(LIST_FIELD) ?? '',
      idField: given.text(ID_FIELD) ?? '',
      packages,
      services,
      maxPackage: MAX_PACKAGE,
      credentials: credentialsOf(given, () => services.clock.now()),
      patience: PATIENCE,
      timeout: given.duration(TIMEOUT) ?? 60_000,
      ...(authorityFile === undefined ? {} : { authority: readFileSync(authorityFile, 'utf8') }),
    });
  },
};

function plain(href: string): string {
  return href.replace(/^edxml\+/, '');
}
