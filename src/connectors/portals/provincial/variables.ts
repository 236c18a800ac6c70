import { expectUrl, type Variable } from '../../../domain/variable.js';

/** Environment variables of the provincial portal; without the address the portal is off. */
export const variables = [
  {
    name: 'PROVINCIAL_PORTAL_URL',
    what: "Address of the Thanh Hóa portal's integration platform (LGSP), without a path of a service",
    example: 'http://127.0.0.1:7002',
    whenAbsent: 'the provincial portal is off: nothing is owed to it',
    expected: expectUrl(['http:', 'https:']),
  },
  {
    name: 'PROVINCIAL_PORTAL_CLIENT_ID',
    what: 'Client id with which a token is asked for',
    example: 'ngoc-lac',
    whenAbsent: 'empty: the portal will refuse the token',
  },
  {
    name: 'PROVINCIAL_PORTAL_CLIENT_SECRET',
    what: 'Secret that belongs to the client id',
    example: 'change-me',
    whenAbsent: 'empty: the portal will refuse the token',
    secret: true,
  },
  {
    name: 'PROVINCIAL_PORTAL_ADAPTER_PATH',
    what: 'Path under the address where dossiers and statistics are taken; the profile key adapterPath wins',
    example: '/LGSP',
    whenAbsent: 'empty: right under the address',
    expected: expectPath,
  },
  {
    name: 'PROVINCIAL_PORTAL_CONTENT_PATH',
    what: 'Path under the address where notices are taken; the profile key contentPath wins',
    example: '/api',
    whenAbsent: 'empty: right under the address',
    expected: expectPath,
  },
] as const satisfies readonly Variable[];

function expectPath(text: string): string | undefined {
  return text.startsWith('/') ? undefined : 'a path that begins with /';
}
