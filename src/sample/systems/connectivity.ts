import { DAY, HOUR } from '../calendar.js';
import { form, type RawForm, styleOf } from '../form.js';
import { Random } from '../random.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const SITES = ['Trụ sở UBND', 'Trung tâm phục vụ hành chính công', 'Trạm y tế', 'Công an xã'] as const;
const PROVIDERS = ['VNPT', 'Viettel', 'FPT'] as const;

/** Four sites of each commune; one that nothing was heard of, one that is down, and one that counts more computers than there are. */
export const connectivity: SampleSystem = {
  source: 'connectivity',
  mine: /^01-diem-ket-noi\.jsonl$/,
  write: (options) => {
    const sites = currentCommunes().flatMap(({ code }, commune) =>
      SITES.map((name, index) => siteOf(options, code, name, commune * SITES.length + index)),
    );
    const bad = form({ ...sites[0], MaDuongTruyen: 'NL-SAI-1', SoMayTinh: 3, SoMayKetNoi: 4 });
    writeLines(options, 'connectivity', '01-diem-ket-noi.jsonl', [...sites, bad]);
    return { records: sites.length, bad: 1 };
  },
};

function siteOf({ seed, now }: SystemOptions, unit: string, name: string, index: number): RawForm {
  const random = new Random(seed, 'connectivity', index);
  const style = styleOf(random);
  const state = index === 5 ? 'UNKNOWN' : index === 9 ? 'DOWN' : 'UP';
  const seen = now - (state === 'UP' ? random.int(1, 20) * 60_000 : 3 * DAY);
  const computers = random.int(6, 24);
  return form({
    MaDuongTruyen: `NL-${String(index + 1).padStart(3, '0')}`,
    Ten: `${name} (điểm số ${index + 1})`,
    DonVi: unit,
    NhaCungCap: random.pick(PROVIDERS),
    BangThong: style.number(random.pick([50, 100, 200])),
    TinhTrang: state,
    LanCuoiThay: style.time(seen),
    SoMayTinh: style.number(computers),
    SoMayKetNoi: style.number(computers - (index % 6 === 0 ? 1 : 0)),
    ThietBi: [
      { Loai: 'ROUTER', SoSeri: `R${random.digits(8)}`, TinhTrang: state },
      { Loai: 'SWITCH', SoSeri: `S${random.digits(8)}`, TinhTrang: state },
    ],
    NgayCapNhat: style.time(now - HOUR),
  });
}
