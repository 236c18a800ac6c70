import { type DeviceRecord, silentAfterHours } from '../../../domain/kinds/device.js';
import type { Instant } from '../../../domain/time.js';
import { notAhead } from '../reading/checks.js';
import { compact } from '../reading/fields.js';
import { leafProblem } from '../reading/leaves.js';
import { plainSource } from '../reading/plain-source.js';
import { DEVICE_FORM } from './contract.js';

/** Heard of so shortly before it changed, a device was heard of then: else each look of a monitor would be a version. */
const AS_GOOD_AS_NOW = 3_600_000;

/** Computers and other devices, from the inventory or the monitor of whoever keeps the network. */
export const devices = plainSource<typeof DEVICE_FORM, DeviceRecord>({
  name: 'devices',
  kind: 'device',
  label: 'Thiết bị mạng',
  order: 50,
  form: DEVICE_FORM,
  key: 'SoSeri',
  rules: (fields, problems, now) => {
    notAhead(fields.LanCuoiThay, 'LanCuoiThay', now, problems);
    if (fields.LanCuoiThay === undefined && (fields.VongDoi ?? 'IN_USE') === 'IN_USE') {
      if (!problems.some(({ field }) => field === 'LanCuoiThay'))
        problems.push(
          leafProblem('LanCuoiThay', 'MISSING', 'thiết bị đang dùng phải có (of a device in use)'),
        );
    }
    if (fields.SoGioImLang === 0) {
      problems.push(leafProblem('SoGioImLang', 'BAD_NUMBER', '> 0'));
    }
  },
  record: (fields, code) => {
    const { LanCuoiThay: seen, NgayCapNhat: edited, VongDoi: life = 'IN_USE' } = fields;
    const changedAt = laterOf(edited, seen);
    const isHeard =
      life === 'IN_USE' && seen !== undefined && Date.parse(changedAt) - Date.parse(seen) <= AS_GOOD_AS_NOW;
    return compact<DeviceRecord>({
      kind: 'device',
      code,
      unit: fields.DonVi,
      site: fields.MaDuongTruyen?.trim(),
      type: fields.Loai,
      name: fields.Ten,
      maker: fields.HangSanXuat,
      model: fields.Model,
      mac: fields.DiaChiMAC,
      osVersion: fields.HeDieuHanh,
      addresses: fields.DiaChiIP ?? [],
      life,
      state: fields.TinhTrang,
      lastSeenAt: isHeard ? undefined : seen,
      silentAfterHours: fields.SoGioImLang ?? silentAfterHours(fields.Loai),
      changedAt,
      deleted: undefined,
    });
  },
});

/** An inventory tells when its row was edited, and a monitor goes on looking. */
function laterOf(edited: Instant, seen: Instant | undefined): Instant {
  return seen !== undefined && Date.parse(seen) > Date.parse(edited) ? seen : edited;
}
