import type { Given, Parameter } from '../parameters/parameter.js';
import { type EncodingDefinition, parseEncoding } from './text/encoding.js';

/** How tables are encoded, where looking at them is not enough. */
export const ENCODING: Parameter = {
  name: 'ENCODING',
  kind: {
    name: 'encoding',
    expected: (text) =>
      parseEncoding(text)
        ? undefined
        : 'the name of an encoding, such as utf-8 or tcvn3, and columns such as ChuHoSo=vni behind commas',
  },
  means: {
    vi: 'Bảng mã của các bảng, thư mục: windows-1258, tcvn3, vni, utf-16le …; CỘT=tcvn3 hoặc CỘT=vni, sau dấu phẩy, cho từng cột',
    en: 'Encoding of the tables or the directory: windows-1258, tcvn3, vni, utf-16le …; COLUMN=tcvn3 or COLUMN=vni, behind commas, for single columns',
  },
  example: 'tcvn3',
  absent: {
    vi: 'UTF-8, Windows-1258, TCVN3 hoặc VNI, tự nhận theo từng tệp CSV, LDIF; thư mục LDAP là UTF-8',
    en: 'UTF-8, Windows-1258, TCVN3 or VNI, told by looking at each CSV or LDIF file; UTF-8 over LDAP',
  },
};

export function encodingOf(given: Given): EncodingDefinition | undefined {
  const text = given.text(ENCODING);
  return text === undefined ? undefined : parseEncoding(text);
}
