import { readFileSync } from 'node:fs';
import { localFile, secret } from '../parameters/kinds.js';
import type { Given, Parameter } from '../parameters/parameter.js';
import { filesOnlyMisfits } from '../rest/file-login.js';
import { LOGIN } from '../rest/options.js';
import type { Transport } from '../transport.js';
import { FILES_HOLD } from './contents-parameter.js';
import { ENCODING } from './encoding-parameter.js';
import { sftpFolder } from './folder/sftp.js';
import type { SftpAccess } from './folder/sftp-connection.js';
import { dropReader } from './transport.js';

const FINGERPRINT = /^SHA256:[A-Za-z0-9+/]{43}$/;

const HOST_KEY: Parameter = {
  name: 'HOST_KEY',
  kind: {
    name: 'fingerprint',
    expected: (text) =>
      fingerprintsIn(text).every((one) => FINGERPRINT.test(one))
        ? undefined
        : 'fingerprints as ssh-keygen -lf prints them, SHA256:…, several behind commas',
  },
  means: {
    vi: 'Dấu vân tay khóa của máy chủ SFTP, bắt buộc; nhiều khóa cách nhau bằng dấu phẩy',
    en: 'Fingerprint of the SFTP host’s key, required; several behind commas',
  },
  example: 'SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8',
  absent: { vi: 'không kết nối; doctor cho biết khóa nhìn thấy', en: 'no connection is made' },
};
const KEY_FILE: Parameter = {
  name: 'KEY_FILE',
  kind: localFile,
  means: { vi: 'Tệp khóa riêng để đăng nhập SFTP', en: 'File of the private key for the SFTP login' },
  example: '/etc/lienthong/id_ed25519',
  absent: { vi: 'đăng nhập bằng mật khẩu', en: 'the login is by password' },
};
const KEY_PASSPHRASE: Parameter = {
  name: 'KEY_PASSPHRASE',
  kind: secret,
  means: { vi: 'Mật khẩu của tệp khóa', en: 'Passphrase of the key file' },
  example: '…',
  absent: { vi: 'tệp khóa không có mật khẩu', en: 'the key file has none' },
};
const PASSWORD: Parameter = {
  name: 'PASSWORD',
  kind: secret,
  means: { vi: 'Mật khẩu đăng nhập SFTP', en: 'Password of the SFTP login' },
  example: '…',
  absent: { vi: 'đăng nhập bằng tệp khóa', en: 'the login is by key file' },
};

/** A folder of another machine, with the same inbox/, done/ and failed/ (docs/sources/files.md). */
export const sftpDrop: Transport = {
  name: 'SFTP',
  schemes: ['sftp:'],
  example: 'sftp://lienthong@motcua.example.gov.vn/srv/{source}',
  means: { vi: 'thư mục như vậy trên máy khác', en: 'such a folder on another machine' },
  parameters: [ENCODING, FILES_HOLD, HOST_KEY, KEY_FILE, KEY_PASSPHRASE, PASSWORD, ...LOGIN],
  expectAddress: ({ hostname, username, password, pathname }) =>
    hostname !== '' && username !== '' && password === '' && /^\/[^/]/.test(pathname)
      ? undefined
      : 'sftp://user@host/absolute/folder, the password in a variable of its own',
  misfits(given) {
    const login = given.text(KEY_FILE) ?? given.text(PASSWORD);
    return [
      ...given.missing(login === undefined ? [HOST_KEY, KEY_FILE] : [HOST_KEY], 'the address is sftp://'),
      ...filesOnlyMisfits(given),
    ];
  },
  open(address, carried, given, services) {
    const dir = decodeURIComponent(address.pathname).replace(/\/+$/, '');
    const access = accessOf(address, given);
    return {
      ...dropReader((inbox) => sftpFolder(access, dir, inbox), carried, given, services).reader,
      probe: async (signal) => {
        const open = await sftpFolder(access, dir)(signal);
        try {
          await open.list('inbox');
          return `${open.address}/inbox`;
        } finally {
          await open.close();
        }
      },
    };
  },
};

function accessOf(address: URL, given: Given): SftpAccess {
  const keyFile = given.text(KEY_FILE);
  const passphrase = given.text(KEY_PASSPHRASE);
  const password = given.text(PASSWORD);
  return {
    host: address.hostname.replace(/^\[|\]$/g, ''),
    port: Number(address.port || 22),
    username: decodeURIComponent(address.username),
    hostKeys: fingerprintsIn(given.text(HOST_KEY) ?? ''),
    ...(keyFile === undefined ? {} : { privateKey: readFileSync(keyFile, 'utf8') }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(password === undefined ? {} : { password }),
  };
}

function fingerprintsIn(text: string): string[] {
  return text.split(',').map((one) => one.trim().replace(/=+$/, ''));
}
