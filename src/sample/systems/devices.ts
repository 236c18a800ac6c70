import { DAY, HOUR } from '../calendar.js';
import { form, type RawForm, styleOf } from '../form.js';
import { Random } from '../random.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const EACH = 8;
const SYSTEMS = ['Windows 11 Pro 23H2', 'Windows 10 Pro 22H2', 'Ubuntu 24.04'] as const;

/** A switch and computers of each commune, some of them silent, on order or on the scrap heap; and two whose maker wrote no number on them. */
export const devices: SampleSystem = {
  source: 'devices',
  mine: /^01-thiet-bi\.jsonl$/,
  write: (options) => {
    const all = currentCommunes().flatMap(({ code }, commune) =>
      Array.from({ length: EACH }, (_, index) => deviceOf(options, code, commune * EACH + index)),
    );
    const bad = ['To be filled by O.E.M.', '0000000000'].map((SoSeri) => form({ ...all[0], SoSeri }));
    writeLines(options, 'devices', '01-thiet-bi.jsonl', [...all, ...bad]);
    return { records: all.length, bad: bad.length };
  },
};

function deviceOf({ seed, now }: SystemOptions, unit: string, index: number): RawForm {
  const random = new Random(seed, 'devices', index);
  const style = styleOf(random);
  const place = index % EACH;
  const life = place === 6 ? 'PLANNED' : place === 7 ? 'RETIRED' : 'IN_USE';
  const isSwitch = place === 0;
  const isSilent = index % 11 === 5 && life === 'IN_USE';
  const seen = life === 'IN_USE' ? now - (isSilent ? 20 * DAY : random.int(1, 50) * 60_000) : undefined;
  const commune = Math.floor(index / EACH);
  return form({
    SoSeri: `${isSwitch ? 'SW' : 'PC'}${random.digits(4)}${String(index).padStart(6, '0')}`,
    DonVi: unit,
    MaDuongTruyen: `NL-${String(commune * 4 + 1).padStart(3, '0')}`,
    Loai: isSwitch ? 'SWITCH' : 'PC',
    Ten: `${isSwitch ? 'SW' : 'PC'}-${String(index + 1).padStart(4, '0')}`,
    Model: isSwitch ? 'CBS350-24T' : random.pick(['OptiPlex 3000', 'ProDesk 400 G9', 'Veriton M200']),
    HangSanXuat: isSwitch ? 'Cisco' : undefined,
    HeDieuHanh: isSwitch ? undefined : random.pick(SYSTEMS),
    DiaChiIP: life === 'IN_USE' ? `10.38.${commune + 1}.${10 + place}` : undefined,
    VongDoi: life,
    TinhTrang: life === 'IN_USE' ? 'UP' : 'UNKNOWN',
    LanCuoiThay: style.time(seen),
    NgayCapNhat: style.time(now - HOUR),
  });
}
