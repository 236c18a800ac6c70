import { createHash } from 'node:crypto';
import { mailboxes } from '../../../src/connectors/sources/mailboxes/index.js';
import type { KindSample } from './kind-sample.js';

export const mailbox: KindSample = {
  source: mailboxes,
  raw: (number, unit) => ({
    // As directories make them: what has another shape must not hold a run of digits that may be a person's number.
    MaHop: createHash('sha256')
      .update(`${unit} ${number}`)
      .digest('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
    DiaChi: `can.bo.${number}@${unit.toLowerCase()}.example.vn`,
    LoaiHop: 'PERSON',
    TenHienThi: `Nguyễn Văn ${number}`,
    ChucVu: 'Công chức',
    DonVi: unit,
    TrangThai: 'ACTIVE',
    LanDungCuoi: '2025-08-19 08:00:00',
    NgayTao: '2025-07-02 08:00:00',
    HanMuc: '1073741824',
    DaDung: 1_048_576,
    BiDanh: [`cb${number}@${unit.toLowerCase()}.example.vn`],
    DienThoai: '0912345678',
    SoDinhDanh: '038090000123',
    MaCanBo: `CB${number}`,
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, TrangThai: 'LOCKED' }),
  spoilt: (raw) => ({ raw: { ...raw, TrangThai: 'active' }, field: 'TrangThai' }),
  personal: [
    { table: 'mailbox', sealed: ['address', 'phone', 'personal_id'] },
    { table: 'mailbox_alias', sealed: ['address'] },
  ],
};
