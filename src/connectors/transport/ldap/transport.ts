import { readFileSync } from 'node:fs';
import { OVERLAP, PAGE_SIZE, TIMEOUT, TLS_CA } from '../changes/parameters.js';
import { fingerprintOf } from '../changes/progress.js';
import { type DirectoryEntries, fontsByAttribute, type ValueDecoder } from '../directory/entry.js';
import { ENCODING, encodingOf } from '../file-drop/encoding-parameter.js';
import { bytesDecoder, isByteWise } from '../file-drop/text/encoding.js';
import type { Given, Misfit } from '../parameters/parameter.js';
import type { Transport } from '../transport.js';
import {
  BASE_DN,
  BIND_DN,
  BIND_PASSWORD,
  FILTER,
  LDAP_TLS,
  ldapParameters,
  MAX_ENTRIES,
  REFERRAL_HOSTS,
} from './parameters.js';
import { LdapReader } from './reader.js';
import { serverOf } from './referral.js';
import type { Login } from './session.js';

/** Directories over LDAP (docs/sources/mailboxes.md). */
export const ldap: Transport = {
  name: 'LDAP',
  schemes: ['ldap:', 'ldaps:'],
  example: 'ldaps://ldap.example.gov.vn',
  means: { vi: 'một thư mục LDAP', en: 'a directory over LDAP' },
  parameters: ldapParameters,
  expectAddress,
  carries: ({ entries }) => entries !== undefined,
  misfits,
  open(address, { entries, ...carried }, given, services) {
    if (!entries) throw new RangeError(`${carried.source} is not in a directory`);
    const branch = { server: serverOf(address), dn: given.text(BASE_DN) ?? '', scope: 'sub' } as const;
    const filter = given.text(FILTER) ?? '';
    const hosts = (given.text(REFERRAL_HOSTS) ?? '').split(',').flatMap((each) => each.trim() || []);
    return new LdapReader({
      branch,
      filter,
      login: loginOf(given),
      hosts,
      maxEntries: given.number(MAX_ENTRIES) ?? 100_000,
      pageSize: given.number(PAGE_SIZE) ?? 500,
      overlap: given.duration(OVERLAP) ?? 0,
      address: fingerprintOf(
        ...['LDAP', branch.server, branch.dn, filter, ...entries.attributes, entries.mapping, ...hosts],
        given.text(ENCODING) ?? '',
      ),
      entries,
      decode: decoderOf(given, entries),
      services,
    });
  },
};

function expectAddress({ hostname, pathname, search, username, password }: URL): string | undefined {
  if (username !== '' || password !== '')
    return 'an address without a log-in, which is BIND_DN and BIND_PASSWORD';
  const isPlain = hostname !== '' && (pathname === '' || pathname === '/') && search === '';
  return isPlain ? undefined : 'an address with a host and nothing behind it (BASE_DN says what is read)';
}

function misfits(given: Given): Misfit[] {
  const isBound = given.text(BIND_DN) !== undefined || given.text(BIND_PASSWORD) !== undefined;
  const missing = [
    ...given.missing([BASE_DN], 'a directory is read below it'),
    ...(isBound ? given.missing([BIND_DN, BIND_PASSWORD], 'a log-in has both') : []),
  ];
  const { file = 'utf-8' } = encodingOf(given) ?? {};
  const expected = 'the name of an encoding in which ASCII is one byte a letter, such as tcvn3';
  return [...missing, ...(isByteWise(file) ? [] : [{ variable: given.variable(ENCODING), expected }])];
}

function decoderOf(given: Given, entries: DirectoryEntries): ValueDecoder {
  const { file = 'utf-8', columns = new Map() } = encodingOf(given) ?? {};
  const decode = bytesDecoder(file, fontsByAttribute(columns, entries));
  return (value, attribute) => decode(value.toString('latin1'), attribute);
}

function loginOf(given: Given): Login {
  const tls = given.text(LDAP_TLS);
  const authorityFile = given.text(TLS_CA);
  const dn = given.text(BIND_DN);
  const password = given.text(BIND_PASSWORD);
  return {
    tls: tls === 'off' || tls === 'unverified' ? tls : 'verify',
    ...(authorityFile === undefined ? {} : { ca: readFileSync(authorityFile, 'utf8') }),
    ...(dn === undefined || password === undefined ? {} : { bind: { dn, password } }),
    timeout: given.duration(TIMEOUT) ?? 60_000,
  };
}
