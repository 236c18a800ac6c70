import { canonicalDn } from '../../../domain/distinguished-name.js';
import {
  type CertificateRecord,
  canonicalSerial,
  certificateCode,
} from '../../../domain/kinds/certificate.js';
import type { Problem } from '../../../domain/ports.js';
import { inOrder } from '../reading/checks.js';
import { compact, type LooseFields } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { certificateFiles } from './certificate-files.js';
import { CERTIFICATE_FORM } from './contract.js';
import { readCertificate } from './x509.js';

type Loose = LooseFields<typeof CERTIFICATE_FORM>;

/** Certificates of officers and agencies, from their issuer's list. */
export const signatures = plainSource<typeof CERTIFICATE_FORM, CertificateRecord>({
  name: 'signatures',
  kind: 'certificate',
  label: 'Chữ ký số',
  order: 50,
  form: CERTIFICATE_FORM,
  key: 'SoSerial',
  ownFiles: () => certificateFiles,
  sides: [{ suffix: '.don-vi' }],
  codeOf: ({ SoSerial, NguoiCap }) => {
    const serial = SoSerial && canonicalSerial(SoSerial);
    const issuerDn = NguoiCap && canonicalDn(NguoiCap);
    return serial && issuerDn ? certificateCode(serial, issuerDn) : undefined;
  },
  rules: (fields, problems) => {
    for (const name of ['NguoiCap', 'ChuThe'] as const) {
      if (fields[name] === undefined || canonicalDn(fields[name]) !== undefined) continue;
      const message = 'Không phải tên phân biệt, ví dụ CN=…,O=…,C=VN (not a distinguished name)';
      problems.push({ field: name, code: 'BAD_NAME', message });
    }
    inOrder(
      { field: 'HieuLucTu', at: fields.HieuLucTu },
      { field: 'HieuLucDen', at: fields.HieuLucDen },
      problems,
    );
    if (fields.ChungThu !== undefined) agree(fields, fields.ChungThu, problems);
  },
  record: (fields, code) =>
    compact<CertificateRecord>({
      kind: 'certificate',
      code,
      serial: canonicalSerial(fields.SoSerial) ?? fields.SoSerial,
      issuerDn: canonicalDn(fields.NguoiCap) ?? fields.NguoiCap,
      subjectDn: canonicalDn(fields.ChuThe) ?? fields.ChuThe,
      holderKind: fields.LoaiChuThe,
      unit: fields.DonVi,
      personalId: fields.SoDinhDanh,
      notBefore: fields.HieuLucTu,
      notAfter: fields.HieuLucDen,
      device: fields.ThietBi,
      state: fields.TrangThai,
      revokedAt: fields.NgayThuHoi,
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    }),
});

/** Where the certificate itself comes with its row, the row may not say otherwise. */
function agree(fields: Loose, text: string, problems: Problem[]): void {
  const own = readCertificate(text);
  if (!own) {
    const message = 'Không đọc được chứng thư X.509 (not an X.509 certificate)';
    problems.push({ field: 'ChungThu', code: 'BAD_CERTIFICATE', message });
    return;
  }
  const differ = (field: string, said: string | number | undefined, is: string | number | undefined) => {
    if (said === undefined || said === is) return;
    const message = 'Khác với chứng thư kèm theo (differs from the certificate in ChungThu)';
    problems.push({ field, code: 'CERTIFICATE_DIFFERS', message });
  };
  differ('SoSerial', fields.SoSerial && canonicalSerial(fields.SoSerial), own.serial);
  differ('NguoiCap', fields.NguoiCap && canonicalDn(fields.NguoiCap), own.issuerDn);
  differ('ChuThe', fields.ChuThe && canonicalDn(fields.ChuThe), own.subjectDn);
  differ('HieuLucTu', fields.HieuLucTu && Date.parse(fields.HieuLucTu), own.notBefore);
  differ('HieuLucDen', fields.HieuLucDen && Date.parse(fields.HieuLucDen), own.notAfter);
}
