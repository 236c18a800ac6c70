import { expectUrl, type Variable } from '../../../domain/variable.js';

/** The routing code of the portal's provider, as seen in use. */
export const DEFAULT_DSTCODE = 'VN:GOV:000.00.00.G22:vpcpdvcprovider';

/** Environment variables of the national portal; without the address the portal is off. */
export const variables = [
  {
    name: 'NATIONAL_PORTAL_URL',
    what: "Base address of the agency's X-Road style adapter, up to and including `forward`",
    example: 'http://127.0.0.1:7001/VXPAdapter/RestService/forward',
    whenAbsent: 'the national portal is off: nothing is owed to it',
    expected: expectUrl(['http:', 'https:']),
  },
  {
    name: 'NATIONAL_PORTAL_USERNAME',
    what: "The agency's account at the national portal",
    example: 'lienthong',
    whenAbsent: 'empty: the portal will refuse the login',
  },
  {
    name: 'NATIONAL_PORTAL_PASSWORD',
    what: 'Password of that account',
    example: 'change-me',
    whenAbsent: 'empty: the portal will refuse the login',
    secret: true,
  },
  {
    name: 'NATIONAL_PORTAL_DSTCODE',
    what: 'Routing code of the national portal in the adapter; sent as a header, a query parameter or both (profile `dstcodeIn`)',
    example: DEFAULT_DSTCODE,
    whenAbsent: DEFAULT_DSTCODE,
    expected: (text) => (/^[\x21-\x7e]+$/.test(text) ? undefined : 'a code without spaces or accents'),
  },
] as const satisfies readonly Variable[];
