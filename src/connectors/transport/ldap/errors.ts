import { SourceUnreachable } from '../../../domain/ports.js';

/** What helps against a result code (RFC 4511, 4.1.9), or an error of the connection. */
const ADVICE: Readonly<Record<string, string>> = {
  3: 'quá thời gian TIMEOUT (longer than TIMEOUT)',
  4: 'máy chủ giới hạn số mục trả về: dùng tài khoản không bị giới hạn (the server limits how many entries it gives: use an account without that limit)',
  8: 'máy chủ đòi đăng nhập mạnh hơn (the server wants a stronger log-in)',
  10: 'thư mục nằm ở máy chủ khác: sửa địa chỉ (the directory is on another server: mend the address)',
  11: 'vượt giới hạn của máy chủ (a limit of the server)',
  13: 'máy chủ đòi mã hóa: LDAP_TLS hoặc ldaps:// (the server wants encryption)',
  32: 'không có nhánh BASE_DN (there is no BASE_DN)',
  34: 'BASE_DN không đúng cấu trúc (BASE_DN is no name)',
  48: 'máy chủ không cho đăng nhập cách này (the server does not take this log-in)',
  49: 'sai BIND_DN hoặc BIND_PASSWORD (log-in refused)',
  50: 'tài khoản không được đọc (the account may not read)',
  51: 'máy chủ bận (the server is busy)',
  52: 'máy chủ không phục vụ (the server is not available)',
  ECONNREFUSED: 'không kết nối được (nothing answers there)',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'chứng thư không được tin: TLS_CA (the certificate is not trusted: TLS_CA)',
  SELF_SIGNED_CERT_IN_CHAIN: 'chứng thư không được tin: TLS_CA (the certificate is not trusted: TLS_CA)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'chứng thư không được tin: TLS_CA (the certificate is not trusted: TLS_CA)',
  ERR_TLS_CERT_ALTNAME_INVALID: 'chứng thư của máy khác (the certificate is for another host)',
};

/** As `SourceUnreachable`, by its code alone: a server's message may quote names and values. What is no error of a server stays as it is. */
export function explained(error: unknown, what: string): unknown {
  if (error instanceof SourceUnreachable) return new SourceUnreachable(`${what}: ${error.message}`);
  if (!(error instanceof Error)) return error;
  if (!('code' in error)) return isOfConnection(error) ? new SourceUnreachable(`${what}: ${LOST}`) : error;
  const code = String(error.code);
  const advice = ADVICE[code];
  return new SourceUnreachable(`${what}: ${code}${advice === undefined ? '' : `: ${advice}`}`);
}

/** The library's own errors have neither a code nor a class, only these sentences. */
function isOfConnection({ message }: Error): boolean {
  return /^(?:Connection|Socket) |^\w+: Operation timed out/.test(message);
}

const LOST = 'mất kết nối hoặc không trả lời kịp (the connection was lost, or no answer came in time)';
