import { calendar } from './calendar/transport.js';
import { feed } from './feed/transport.js';
import { sftpDrop } from './file-drop/sftp-transport.js';
import { fileDrop } from './file-drop/transport.js';
import { gateway } from './gateway/transport.js';
import { ldap } from './ldap/transport.js';
import { rest } from './rest/transport.js';
import { mssqlView, mysqlView, postgresView } from './sql-view/transport.js';
import type { Forms, Transport } from './transport.js';

/** Every way in which a source can be read; the scheme of its address chooses. One line each. */
export const transports: readonly Transport[] = [
  fileDrop,
  sftpDrop, //
  rest,
  feed,
  calendar,
  gateway,
  postgresView,
  mysqlView,
  mssqlView,
  ldap,
];

/** Those that can carry a form. */
export function transportsFor(form: Forms): Transport[] {
  return transports.filter(({ carries }) => carries?.(form) ?? true);
}

/** `file:` → the file drop. */
export function transportOf(address: URL): Transport | undefined {
  return transports.find(({ schemes }) => schemes.includes(address.protocol));
}
