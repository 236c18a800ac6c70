import { type LookupAddress, type LookupOptions, lookup as resolve } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { type FileLogin, SourceUnreachable } from '../domain/ports.js';
import type { FileHosts } from './hosts.js';
import { later, notAllowed, type Opening, unavailable } from './opened.js';

export interface FetchLimits {
  /** ms until the connection stands and the head of the answer is there */
  answerTimeout: number;
  /** ms without a byte */
  idleTimeout: number;
  /** ms for the whole file */
  totalTimeout: number;
  redirects: number;
}
export const FETCH_LIMITS: FetchLimits = {
  answerTimeout: 20_000,
  idleTimeout: 30_000,
  totalTimeout: 300_000,
  redirects: 5,
};

/** How names are resolved; tests give their own. */
export type Resolver = (
  host: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const FORBIDDEN = 'ERR_FORBIDDEN_ADDRESS';

/**
 * Opens an http(s) address if its host is listed, following redirects to listed hosts only. The address that was judged is
 * the one that is connected to (no second look-up in between). Never throws for what the other side does:
 * 408, 429, 5xx, no connection and time-outs are `retry`, other refusals FILE_UNAVAILABLE. `login`: goes to its own servers alone, and nowhere any more
 * once a redirect led to another server.
 */
export async function openHttp(
  reference: string,
  hosts: FileHosts,
  limits: FetchLimits = FETCH_LIMITS,
  resolver: Resolver = resolve,
  login?: FileLogin,
): Promise<Opening> {
  const deadline = AbortSignal.timeout(limits.totalTimeout);
  let target = reference;
  let known = login;
  for (let hop = 0; hop <= limits.redirects; hop += 1) {
    if (!URL.canParse(target))
      return unavailable('Địa chỉ tệp không hợp lệ', 'the file address is malformed');
    const url = new URL(target);
    if (!hosts.allows(url)) return hostNotListed();
    if (!known?.origins.includes(url.origin)) known = undefined;
    const answer = await askLoggedIn(known, deadline, (headers) =>
      ask(url, hosts, limits, deadline, resolver, headers),
    );
    if (!(answer instanceof http.IncomingMessage)) return answer;
    const status = answer.statusCode ?? 0;
    const location = answer.headers.location;
    if (status >= 300 && status < 400 && location !== undefined) {
      answer.destroy();
      if (!URL.canParse(location, url.href)) {
        return unavailable('Máy chủ tệp chuyển hướng sai', 'the file host redirects to a malformed address');
      }
      target = new URL(location, url).href;
      if (new URL(target).origin !== url.origin) known = undefined;
      continue;
    }
    return judge(answer, status);
  }
  return unavailable('Máy chủ tệp chuyển hướng quá nhiều lần', 'the file host redirects too often');
}

type Asked = http.IncomingMessage | Exclude<Opening, { ok: true }>;

/** Asks with the login where there is one; once more with a new token where the first was refused. */
async function askLoggedIn(
  login: FileLogin | undefined,
  signal: AbortSignal,
  send: (headers: Readonly<Record<string, string>>) => Promise<Asked>,
): Promise<Asked> {
  if (!login) return send({});
  try {
    const headers = await login.headers(signal);
    const answer = await send(headers);
    if (!(answer instanceof http.IncomingMessage) || answer.statusCode !== 401 || !login.refused(headers))
      return answer;
    answer.destroy();
    return await send(await login.headers(signal));
  } catch (error) {
    if (!(error instanceof SourceUnreachable) && !signal.aborted) throw error;
    return later('Không lấy được mã đăng nhập của nguồn', 'no token for the source’s login could be had');
  }
}

function judge(answer: http.IncomingMessage, status: number): Opening {
  if (status === 200) {
    const announced = Number(answer.headers['content-length']);
    return Number.isInteger(announced)
      ? { ok: true, stream: answer, bytes: announced }
      : { ok: true, stream: answer };
  }
  answer.destroy();
  if (status >= 500 || status === 408 || status === 429) {
    return later(`Máy chủ tệp trả lời HTTP ${status}`, `the file host answered HTTP ${status}`);
  }
  return unavailable(`Máy chủ tệp trả lời HTTP ${status}`, `the file host answered HTTP ${status}`);
}

function ask(
  url: URL,
  hosts: FileHosts,
  limits: FetchLimits,
  deadline: AbortSignal,
  resolver: Resolver,
  login: Readonly<Record<string, string>>,
): Promise<Asked> {
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((settle) => {
    const request = client.get(
      url,
      {
        lookup: checkedLookup(url, hosts, resolver),
        signal: deadline,
        headers: { ...login, accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'lienthong' },
      },
      (answer) => {
        clearTimeout(head);
        // An error after the head reaches whoever reads the stream; until somebody does, it must not end the process.
        answer.on('error', () => undefined);
        settle(answer);
      },
    );
    const head = setTimeout(() => request.destroy(new Error('no answer')), limits.answerTimeout);
    request.setTimeout(limits.idleTimeout, () => request.destroy(new Error('idle')));
    request.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(head);
      settle(
        error.code === FORBIDDEN
          ? hostNotListed()
          : later('Không kết nối được máy chủ tệp', 'the file host could not be reached'),
      );
    });
  });
}

/** Resolves as Node would and hands on only the addresses that the list allows. */
function checkedLookup(url: URL, hosts: FileHosts, resolver: Resolver) {
  return (
    host: string,
    options: LookupOptions,
    callback: (
      error: NodeJS.ErrnoException | null,
      address: string | LookupAddress[],
      family?: number,
    ) => void,
  ): void => {
    resolver(host, { all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const allowed = addresses.filter(({ address }) => hosts.allowsAddress(url, address));
      const first = allowed[0];
      if (!first) return callback(Object.assign(new Error('forbidden address'), { code: FORBIDDEN }), []);
      return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}

function hostNotListed(): Exclude<Opening, { ok: true }> {
  return notAllowed(
    'Máy chủ tệp không có trong FILE_HOSTS, hoặc trỏ đến địa chỉ nội bộ chưa được khai báo',
    'the file host is not listed in FILE_HOSTS, or points to a private address that is not',
  );
}
