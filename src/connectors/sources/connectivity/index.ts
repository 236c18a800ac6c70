import type { NetworkSiteRecord } from '../../../domain/kinds/network-site.js';
import { notAhead } from '../reading/checks.js';
import { compact } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { NETWORK_SITE_FORM } from './contract.js';

/** Units' connections to the province's network. */
export const connectivity = plainSource<typeof NETWORK_SITE_FORM, NetworkSiteRecord>({
  name: 'connectivity',
  kind: 'network-site',
  label: 'Mạng truyền số liệu',
  order: 50,
  form: NETWORK_SITE_FORM,
  key: 'MaDuongTruyen',
  sides: [{ suffix: '.thiet-bi', list: 'ThietBi' }],
  rules: (fields, problems, now) => {
    notAhead(fields.LanCuoiThay, 'LanCuoiThay', now, problems);
    const { SoMayTinh: all, SoMayKetNoi: connected } = fields;
    if (all !== undefined && connected !== undefined && connected > all) {
      const message = 'Số máy kết nối lớn hơn số máy (more computers connected than there are)';
      problems.push({ field: 'SoMayKetNoi', code: 'TOO_MANY', message });
    }
  },
  record: (fields, code) =>
    compact<NetworkSiteRecord>({
      kind: 'network-site',
      code,
      name: fields.Ten,
      unit: fields.DonVi,
      provider: fields.NhaCungCap,
      bandwidthMbps: fields.BangThong,
      state: fields.TinhTrang,
      lastSeenAt: fields.LanCuoiThay,
      computers: fields.SoMayTinh,
      computersConnected: fields.SoMayKetNoi,
      devices: fields.ThietBi.map((device) =>
        compact<NetworkSiteRecord['devices'][number]>({
          kind: device.Loai,
          serial: device.SoSeri.trim(),
          model: device.Model,
          state: device.TinhTrang,
          lastSeenAt: device.LanCuoiThay,
        }),
      ),
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    }),
});
