import { MAILBOX_HOLDERS, MAILBOX_STATES } from '../../../domain/kinds/mailbox.js';
import { UNIT_CODE } from '../reading/checks.js';
import { code, decimal, required, text, time, word } from '../reading/leaves.js';
import { agencyNumber, identityNumber, personName, unicodeText } from '../reading/person-leaves.js';
import { ADDRESS, addresses } from './addresses.js';

/** As directories make them, with hyphens or without: its digits on end mean nothing. */
const UUID = /^\{?[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\}?$/i;

/** The exchange form of a mailbox (docs/sources/mailboxes.md), field by field. */
export const MAILBOX_FORM = {
  MaHop: required(
    agencyNumber(code(/^\{?[0-9a-z][0-9a-z._:-]*\}?$/i, 'c1f3e1f4-5b0e-103f-9a6e-1f3f6f1f2a3b'), UUID),
  ),
  DiaChi: required(code(ADDRESS, 'vanthu@ngoclac.example.vn', 254)),
  LoaiHop: word(MAILBOX_HOLDERS),
  TenHienThi: required(personName()),
  ChucVu: unicodeText(200),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  TrangThai: required(word(MAILBOX_STATES)),
  LanDungCuoi: time(),
  NgayTao: time(),
  HanMuc: decimal(),
  DaDung: decimal(),
  BiDanh: addresses(),
  DienThoai: text(50),
  SoDinhDanh: identityNumber(),
  MaCanBo: agencyNumber(text(50)),
} as const;
