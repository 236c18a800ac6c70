import { OVERLAP, PAGE_SIZE, TIMEOUT, TLS_CA } from '../changes/parameters.js';
import { oneOf, viewName } from '../parameters/kinds.js';
import type { Parameter } from '../parameters/parameter.js';

export const VIEW: Parameter = {
  name: 'VIEW',
  kind: viewName,
  means: {
    vi: 'Khung nhìn có các cột của biểu mẫu; ?view= trong địa chỉ được ưu tiên',
    en: "View with the form's columns; ?view= in the address goes first",
  },
  example: 'lienthong.v_{source_}',
  absent: 'v_{source_}',
};

export const TLS: Parameter = {
  name: 'TLS',
  kind: oneOf(['off', 'verify', 'unverified']),
  means: {
    vi: 'Mã hóa đường truyền: verify kiểm tra chứng thư của máy chủ, unverified thì không',
    en: "Encryption of the connection: verify checks the server's certificate, unverified does not",
  },
  example: 'verify',
  absent: 'off',
};

export const sqlParameters: readonly Parameter[] = [VIEW, TLS, OVERLAP, PAGE_SIZE, TIMEOUT, TLS_CA];
