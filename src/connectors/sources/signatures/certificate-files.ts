import { X509Certificate } from 'node:crypto';
import type { Problem } from '../../../domain/ports.js';
import type { OwnFiles, OwnRecord } from '../../transport/transport.js';
import { UNIT_CODE } from '../reading/checks.js';

const ENDING = /\.(cer|crt|der|pem)$/i;
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;

/** Certificates as files: DER, or PEM with one or many. What a certificate does not say of its holder a side file adds. */
export const certificateFiles: OwnFiles = {
  takes: (name) => ENDING.test(name),
  records: (bytes) => {
    if (!bytes.includes('-----BEGIN ')) return [recordOf(bytes)];
    const blocks = [...bytes.toString('latin1').matchAll(BLOCK)];
    if (blocks.length === 0) return [unreadable('BAD_CERTIFICATE', ...NO_CERTIFICATE)];
    return blocks.map(([, label = '', body = '']) => blockOf(label, body));
  },
};

const NO_CERTIFICATE = ['Không phải chứng thư X.509', 'not an X.509 certificate'] as const;

function blockOf(label: string, body: string): OwnRecord {
  if (label.endsWith('PRIVATE KEY'))
    return unreadable(
      'PRIVATE_KEY',
      'Tệp có khóa bí mật: xóa tệp này và thu hồi chứng thư',
      'the file holds a private key: remove it, and have the certificate revoked',
    );
  if (!/^(TRUSTED |X509 )?CERTIFICATE$/.test(label)) return unreadable('BAD_CERTIFICATE', ...NO_CERTIFICATE);
  return recordOf(Buffer.from(body, 'base64'));
}

function recordOf(der: Buffer): OwnRecord {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(der);
  } catch {
    return unreadable('BAD_CERTIFICATE', ...NO_CERTIFICATE);
  }
  if (certificate.ca)
    return unreadable(
      'AUTHORITY_CERTIFICATE',
      'Chứng thư của cơ quan chứng thực, để ở TRUSTED_ROOTS',
      'of a certification authority, belongs into TRUSTED_ROOTS',
    );
  const { serialNumber, issuer, subject, validFrom, validTo } = certificate;
  const from = new Date(validFrom).toISOString();
  return {
    raw: {
      SoSerial: serialNumber,
      NguoiCap: nameOf(issuer),
      ChuThe: nameOf(subject),
      HieuLucTu: from,
      HieuLucDen: new Date(validTo).toISOString(),
      // It proves what was so when it was issued: whatever the issuer's list said since is newer.
      TrangThai: 'VALID',
      NgayCapNhat: from,
      ...holderOf(subject),
      ChungThu: certificate.raw.toString('base64'),
    },
  };
}

/** Node gives a line for each name, the least specific first. */
function nameOf(lines: string): string {
  return lines.split('\n').reverse().join(',');
}

/** Only what the subject itself proves: an agency's identification code, a citizen's number, an agency that goes by its own name. */
function holderOf(subject: string): { [column: string]: string } {
  const parts = subject.split('\n').map((line) => /^([^=]*)=(.*)$/s.exec(line));
  const named = (type: string) => parts.find((part) => part?.[1] === type)?.[2];
  const values = parts.map((part) => part?.[2] ?? '');
  const unit = values.find((value) => UNIT_CODE.test(value));
  const citizen = values.flatMap((value) => /^(?:CCCD|CMND):(\d{9,12})$/.exec(value)?.[1] ?? [])[0];
  const isAgency = citizen === undefined && named('CN') !== undefined && named('CN') === named('O');
  return {
    ...(unit ? { DonVi: unit } : {}),
    ...(citizen ? { LoaiChuThe: 'PERSON' } : isAgency ? { LoaiChuThe: 'AGENCY' } : {}),
    ...(citizen?.length === 12 ? { SoDinhDanh: citizen } : {}),
  };
}

function unreadable(code: string, vietnamese: string, english: string): OwnRecord {
  const problem: Problem = { field: 'ChungThu', code, message: `${vietnamese} (${english})` };
  return { unreadable: problem };
}
