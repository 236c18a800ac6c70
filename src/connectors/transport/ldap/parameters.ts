import { FilterParser } from 'ldapts';
import { canonicalDn } from '../../../domain/distinguished-name.js';
import { OVERLAP, PAGE_SIZE, TIMEOUT, TLS_CA } from '../changes/parameters.js';
import { ENCODING } from '../file-drop/encoding-parameter.js';
import { type Kind, oneOf, secret, wholeNumber } from '../parameters/kinds.js';
import type { Parameter } from '../parameters/parameter.js';
import { hostOf } from './referral.js';

const distinguishedName: Kind = {
  name: 'distinguished name',
  expected: (text) =>
    canonicalDn(text) === undefined || text.startsWith('/')
      ? 'a distinguished name such as ou=people,dc=example,dc=vn'
      : undefined,
};

export const BASE_DN: Parameter = {
  name: 'BASE_DN',
  kind: distinguishedName,
  means: {
    vi: 'Nhánh thư mục được đọc, với mọi nhánh con',
    en: 'The branch of the directory that is read, with all below it',
  },
  example: 'ou=people,dc=ngoclac,dc=example,dc=vn',
  absent: { vi: 'bắt buộc', en: 'it is needed' },
};

export const FILTER: Parameter = {
  name: 'FILTER',
  kind: {
    name: 'filter',
    expected: (text) =>
      isFilter(text) ? undefined : 'a filter of LDAP such as (&(objectClass=person)(mail=*))',
  },
  means: { vi: 'Chỉ các mục hợp bộ lọc LDAP này', en: 'Only entries that this filter of LDAP fits' },
  example: '(&(objectClass=zimbraAccount)(!(zimbraIsSystemAccount=TRUE)))',
  absent: '(mail=*)',
};

export const BIND_DN: Parameter = {
  name: 'BIND_DN',
  kind: {
    name: 'name',
    // Active Directory takes reader@example.vn too.
    expected: (text) => (/^[^\p{Cc}]+$/u.test(text) ? undefined : 'a name without control characters'),
  },
  means: {
    vi: 'Tài khoản chỉ đọc để đăng nhập thư mục',
    en: 'The account to log in to the directory with, that may only read',
  },
  example: 'cn=lienthong,ou=services,dc=example,dc=vn',
  absent: { vi: 'không đăng nhập', en: 'no log-in' },
};

export const BIND_PASSWORD: Parameter = {
  name: 'BIND_PASSWORD',
  kind: secret,
  means: { vi: 'Mật khẩu của tài khoản đó', en: 'Its password' },
  example: '…',
  absent: { vi: 'không đăng nhập', en: 'no log-in' },
};

export const LDAP_TLS: Parameter = {
  name: 'LDAP_TLS',
  kind: oneOf(['verify', 'unverified', 'off']),
  means: {
    vi: 'Mã hóa: ldaps:// từ đầu, ldap:// bằng StartTLS; verify kiểm tra chứng thư của máy chủ, unverified thì không, off (chỉ ldap://) gửi cả mật khẩu không mã hóa',
    en: "Encryption: ldaps:// from the beginning, ldap:// by StartTLS; verify checks the server's certificate, unverified does not, off (ldap:// only) sends even the password in clear",
  },
  example: 'verify',
  absent: 'verify',
};

export const REFERRAL_HOSTS: Parameter = {
  name: 'REFERRAL_HOSTS',
  kind: {
    name: 'hosts',
    expected: (text) =>
      text.split(',').every((each) => hostOf(each.trim()) !== undefined)
        ? undefined
        : 'hosts with their ports where these are others, such as ldap2.example.vn:1389, behind commas',
  },
  means: {
    vi: 'Máy chủ được đọc tiếp khi thư mục chỉ sang (referral), với cùng tài khoản; máy khác thì không',
    en: 'Servers that are read too when the directory refers to them, with the same account; others are not',
  },
  example: 'ldap2.example.vn,ldap3.example.vn:1389',
  absent: { vi: 'không đọc máy nào khác', en: 'no other server is read' },
};

export const MAX_ENTRIES: Parameter = {
  name: 'MAX_ENTRIES',
  kind: wholeNumber(1, 1_000_000),
  means: {
    vi: 'Dừng và báo lỗi khi thư mục trả về nhiều mục hơn',
    en: 'A pull ends with an error when the directory gives more entries',
  },
  example: '5000',
  absent: '100000',
};

export const ldapParameters: readonly Parameter[] = [
  BASE_DN,
  FILTER,
  BIND_DN,
  BIND_PASSWORD,
  LDAP_TLS,
  TLS_CA,
  REFERRAL_HOSTS,
  MAX_ENTRIES,
  ENCODING,
  OVERLAP,
  PAGE_SIZE,
  TIMEOUT,
];

function isFilter(text: string): boolean {
  try {
    FilterParser.parseString(text);
    return text.startsWith('(');
  } catch {
    return false;
  }
}
