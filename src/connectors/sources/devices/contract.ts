import { isIP } from 'node:net';
import { DEVICE_LIVES } from '../../../domain/kinds/device.js';
import { DEVICE_KINDS, LINK_STATES } from '../../../domain/kinds/network-site.js';
import { UNIT_CODE } from '../reading/checks.js';
import { code, count, type Leaf, leaf, required, text, time, word } from '../reading/leaves.js';

/** The exchange form of a device (docs/sources/devices.md), field by field. */
export const DEVICE_FORM = {
  SoSeri: required(serial()),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  MaDuongTruyen: text(200),
  Loai: required(word(DEVICE_KINDS)),
  Ten: text(200),
  HangSanXuat: text(200),
  Model: text(200),
  DiaChiMAC: mac(),
  HeDieuHanh: text(200),
  DiaChiIP: addresses(),
  VongDoi: word(DEVICE_LIVES),
  TinhTrang: required(word(LINK_STATES)),
  LanCuoiThay: time(),
  SoGioImLang: count(),
} as const;

/** What boards hold whose maker wrote no number: as the key of a record it would make one device of a hundred. */
const NO_SERIAL = new RegExp(
  [
    String.raw`^(?:TO BE FILLED BY O\.?E\.?M\.?|DEFAULT STRING|(?:SYSTEM|CHASSIS|BASE ?BOARD) SERIAL NUMBER|SERIAL ?NUMBER)$`,
    '^(?:NONE|NULL|N/?A|UNKNOWN|INVALID|EMPTY|NOT (?:SPECIFIED|APPLICABLE|AVAILABLE)|KHÔNG(?: CÓ)?|CHƯA RÕ)$',
    String.raw`^(?:([0X.\-])\1*|0?123456789\d?)$`,
  ].join('|'),
);

/** Upper case, as labels have it, whoever typed it in. */
function serial(): Leaf<string> {
  return leaf((value, fail) => {
    const upper = value.trim().replace(/\s+/g, ' ').toUpperCase();
    if (upper.length > 100) return fail('TOO_LONG', '> 100');
    return NO_SERIAL.test(upper)
      ? fail('BAD_CODE', 'số sê-ri trên nhãn máy (the number on the label, not what stands for none)')
      : upper;
  });
}

/** `00-1a-2b-3c-4d-5e`, `001a.2b3c.4d5e` and the like. */
function mac(): Leaf<string> {
  return leaf((value, fail) => {
    const digits = value.trim().replace(/[:.-]/g, '').toUpperCase();
    return /^[0-9A-F]{12}$/.test(digits)
      ? digits.replace(/..(?=.)/g, '$&:')
      : fail('BAD_CODE', '00:1A:2B:3C:4D:5E');
  });
}

/** One or several, parted by blanks, commas or semicolons. */
function addresses(): Leaf<string[]> {
  return leaf((value, fail) => {
    const all = value.trim().split(/[\s,;]+/);
    return all.every((address) => isIP(address) > 0)
      ? [...new Set(all)]
      : fail('BAD_CODE', '10.38.4.12 10.38.4.13');
  });
}
