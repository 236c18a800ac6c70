import {
  headerName,
  headerSecret,
  oneOf,
  secret,
  text,
  webAddress,
  webAddresses,
} from '../parameters/kinds.js';
import type { Given, Misfit, Parameter } from '../parameters/parameter.js';

export const AUTH: Parameter = {
  name: 'AUTH',
  kind: oneOf(['none', 'bearer', 'basic', 'header', 'oauth2']),
  means: {
    vi: 'Cách đăng nhập qua HTTP, vào máy chủ của nguồn và nơi bản ghi nêu tên tệp (với thư mục hoặc khung nhìn: chỉ để tải các tệp đó, tại LOGIN_HOSTS): bearer, basic và header gửi TOKEN, oauth2 xin mã bằng CLIENT_ID và CLIENT_SECRET',
    en: 'How to log in over HTTP, at the source’s own server and where its records name files (of a folder or a view: only for such files, at LOGIN_HOSTS): bearer, basic and header send TOKEN, oauth2 asks for one with CLIENT_ID and CLIENT_SECRET',
  },
  example: 'bearer',
  absent: 'none',
};

export const TOKEN: Parameter = {
  name: 'TOKEN',
  kind: headerSecret,
  means: {
    vi: 'Mã bearer, người-dùng:mật-khẩu của basic, hoặc giá trị của HEADER',
    en: 'The bearer token, user:password of basic, or the value of HEADER',
  },
  example: '',
  absent: { vi: 'không có', en: 'none' },
};

export const HEADER: Parameter = {
  name: 'HEADER',
  kind: headerName,
  means: {
    vi: 'Tiêu đề HTTP mang TOKEN khi AUTH=header',
    en: 'The HTTP header that carries TOKEN with AUTH=header',
  },
  example: 'X-Api-Key',
  absent: 'X-Api-Key',
};

export const CLIENT_ID: Parameter = {
  name: 'CLIENT_ID',
  kind: text,
  means: { vi: 'Mã khách của OAuth2 (client credentials)', en: 'Client id of OAuth2 (client credentials)' },
  example: 'lienthong',
  absent: { vi: 'không có', en: 'none' },
};

export const CLIENT_SECRET: Parameter = {
  name: 'CLIENT_SECRET',
  kind: secret,
  means: { vi: 'Mật khẩu của mã khách đó', en: 'Secret that belongs to the client id' },
  example: '',
  absent: { vi: 'không có', en: 'none' },
};

export const TOKEN_URL: Parameter = {
  name: 'TOKEN_URL',
  kind: webAddress,
  means: { vi: 'Nơi xin mã OAuth2', en: 'Where the OAuth2 token is asked for' },
  example: 'https://sso.example.gov.vn/oauth2/token',
  absent: { vi: 'không có', en: 'none' },
};

export const CLIENT_AUTH: Parameter = {
  name: 'CLIENT_AUTH',
  kind: oneOf(['body', 'basic']),
  means: {
    vi: 'Gửi mã khách khi xin mã: trong thân hay trong tiêu đề Authorization',
    en: 'How the client names itself when it asks for a token: in the body or by Authorization: Basic',
  },
  example: 'basic',
  absent: 'body',
};

export const SCOPE: Parameter = {
  name: 'SCOPE',
  kind: text,
  means: { vi: 'Phạm vi xin cùng mã OAuth2', en: 'Scope that is asked for with the OAuth2 token' },
  example: 'one-stop.read',
  absent: { vi: 'không xin', en: 'none is asked for' },
};

export const LOGIN_HOSTS: Parameter = {
  name: 'LOGIN_HOSTS',
  kind: webAddresses,
  means: {
    vi: 'Máy chủ khác, ngoài máy chủ của nguồn, mà tệp do bản ghi nêu tên được tải bằng chính thông tin đăng nhập này',
    en: 'Servers beside the source’s own at which files that its records name are asked with this login',
  },
  example: 'https://files.example.gov.vn',
  absent: {
    vi: 'chỉ máy chủ của nguồn; với thư mục hoặc khung nhìn phải có khi có AUTH',
    en: 'the source’s own server alone; of a folder or a view it is needed with AUTH',
  },
};

/** What each way of logging in needs. */
export function authMisfits(given: Given): Misfit[] {
  const auth = given.text(AUTH) ?? 'none';
  const reason = `${given.variable(AUTH)}=${auth}`;
  if (auth === 'basic' && !(given.text(TOKEN) ?? ':').includes(':')) {
    return [{ variable: given.variable(TOKEN), expected: `user:password, because ${reason}` }];
  }
  if (auth === 'bearer' || auth === 'basic' || auth === 'header') return given.missing([TOKEN], reason);
  if (auth === 'oauth2') return given.missing([CLIENT_ID, CLIENT_SECRET, TOKEN_URL], reason);
  return given.text(TOKEN) === undefined
    ? []
    : [
        {
          variable: given.variable(AUTH),
          expected: `bearer, basic or header, because ${given.variable(TOKEN)} is set`,
        },
      ];
}
