import { DAY, HOUR } from '../calendar.js';
import { form, type RawForm, styleOf } from '../form.js';
import { Random } from '../random.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const CAUSES = ['Đứt cáp quang', 'Mất điện', 'Hỏng bộ nguồn thiết bị', 'Cấu hình sai'] as const;
/** Of each commune, one in each state. */
const STEPS = [1, 2, 3, 4] as const;

/** Four incidents of each commune, from just opened to closed; one that was closed without having been restored. */
export const networkIncidents: SampleSystem = {
  source: 'network-incidents',
  mine: /^01-su-co\.jsonl$/,
  write: (options) => {
    const incidents = currentCommunes().flatMap(({ code }, commune) =>
      STEPS.map((steps, index) => incidentOf(options, code, steps, commune * STEPS.length + index)),
    );
    const closed = incidents.at(-1) ?? {};
    const bad = form({ ...closed, MaSuCo: 'SC-SAI-1', ThoiDiemKhoiPhuc: undefined });
    writeLines(options, 'network-incidents', '01-su-co.jsonl', [...incidents, bad]);
    return { records: incidents.length, bad: 1 };
  },
};

function incidentOf({ seed, now }: SystemOptions, unit: string, steps: number, index: number): RawForm {
  const random = new Random(seed, 'network-incidents', index);
  const style = styleOf(random);
  const opened = now - random.int(2, 90) * DAY;
  const after = (step: number, hours: number) =>
    steps > step ? style.time(opened + hours * HOUR) : undefined;
  return form({
    MaSuCo: `SC-${String(index + 1).padStart(4, '0')}`,
    DonVi: unit,
    MaDuongTruyen: `NL-${String(index + 1).padStart(3, '0')}`,
    MoTa: 'Mất kết nối mạng truyền số liệu chuyên dùng',
    NguyenNhan: steps > 2 ? random.pick(CAUSES) : undefined,
    ThoiDiemMo: style.time(opened),
    ThoiDiemTiepNhan: after(1, 1),
    ThoiDiemKhoiPhuc: after(2, 5),
    ThoiDiemDong: after(3, 24),
    NgayCapNhat: style.time(now - HOUR),
  });
}
