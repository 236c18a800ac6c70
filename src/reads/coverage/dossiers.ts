import { sql } from 'kysely';
import type { Measure } from './measure.js';

/** Indicator 1.4 of decision 766/QĐ-TTg, from the hub's own data: dossiers that were received, and are known to exist there. */
const atPortal = (portal: string, code: string, names: { label: string; labelEn: string }): Measure => ({
  ...{ code, ...names, target: 100, permission: 'deliveries.read', byUnit: true },
  count: (limit) => sql`select count(*) filter (where exists (select from lane l
      where l.subject_id = d.subject_id and l.portal = ${portal} and l.form = 'record' and l.remote_exists)) as part,
      count(*) as whole
    from dossier d join subject s on s.id = d.subject_id
    where s.deleted_at is null and d.received_at is not null and ${limit(sql.ref('d.receiving_unit'))}`,
});

export const dossiersAtNationalPortal = atPortal('national', 'DOSSIERS_AT_NATIONAL_PORTAL', {
  label: 'Tỷ lệ hồ sơ đã tiếp nhận được đồng bộ lên Cổng Dịch vụ công quốc gia',
  labelEn: 'Share of received dossiers that the national portal has',
});

export const dossiersAtProvincialPortal = atPortal('provincial', 'DOSSIERS_AT_PROVINCIAL_PORTAL', {
  label: 'Tỷ lệ hồ sơ đã tiếp nhận được đồng bộ lên cổng của tỉnh',
  labelEn: "Share of received dossiers that the province's portal has",
});
