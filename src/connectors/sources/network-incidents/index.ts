import type { NetworkIncidentRecord } from '../../../domain/kinds/network-incident.js';
import { inOrder, notAhead } from '../reading/checks.js';
import { compact } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { NETWORK_INCIDENT_FORM } from './contract.js';

/** In the order in which they follow. */
const STEPS = ['ThoiDiemMo', 'ThoiDiemTiepNhan', 'ThoiDiemKhoiPhuc', 'ThoiDiemDong'] as const;

/** Incidents on the network, from the monitor or the register of whoever keeps it. */
export const networkIncidents = plainSource<typeof NETWORK_INCIDENT_FORM, NetworkIncidentRecord>({
  name: 'network-incidents',
  kind: 'network-incident',
  label: 'Sự cố mạng',
  order: 50,
  form: NETWORK_INCIDENT_FORM,
  key: 'MaSuCo',
  rules: (fields, problems, now) => {
    const told = STEPS.filter((step) => fields[step] !== undefined);
    for (const [index, step] of told.entries()) {
      notAhead(fields[step], step, now, problems);
      const before = told[index - 1];
      if (before) inOrder({ field: before, at: fields[before] }, { field: step, at: fields[step] }, problems);
    }
    if (fields.ThoiDiemDong !== undefined && fields.ThoiDiemKhoiPhuc === undefined) {
      const message = 'Đóng sự cố khi chưa khôi phục (closed without having been restored)';
      problems.push({ field: 'ThoiDiemKhoiPhuc', code: 'NOT_RESTORED', message });
    }
  },
  record: (fields, code) =>
    compact<NetworkIncidentRecord>({
      kind: 'network-incident',
      code,
      unit: fields.DonVi,
      site: fields.MaDuongTruyen?.trim(),
      deviceSerial: fields.SoSeri?.trim(),
      summary: fields.MoTa,
      cause: fields.NguyenNhan,
      openedAt: fields.ThoiDiemMo,
      acknowledgedAt: fields.ThoiDiemTiepNhan,
      restoredAt: fields.ThoiDiemKhoiPhuc,
      closedAt: fields.ThoiDiemDong,
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    }),
});
