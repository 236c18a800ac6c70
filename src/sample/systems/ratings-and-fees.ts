import { DAY, dayOf, HOUR } from '../calendar.js';
import { InboxFile } from '../drop-writer.js';
import { form, styleOf } from '../form.js';
import { personName } from '../people.js';
import { Random } from '../random.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const PER_COMMUNE = 4;
const CHANNELS = ['KIOSK', 'WEB', 'PHONE'] as const;

/** Of dossiers of each commune; one was rated twice, and one with a score that there is not. */
export const ratings: SampleSystem = {
  source: 'ratings',
  mine: /^01-danh-gia\.jsonl$/,
  write: (options) => {
    const all = each().map(([unit, index]) => ratingOf(options, unit, index));
    const [first = {}] = all;
    const again = form({ ...first, ThoiDiem: `${dayOf(options.now - DAY)} 15:00:00`, MucDo: 3 });
    const bad = form({ ...first, MaHoSo: 'H56.14-250801-9999', MucDo: 5 });
    writeLines(options, 'ratings', '01-danh-gia.jsonl', [...all, again, bad]);
    return { records: all.length + 1, bad: 1 };
  },
};

/** Receipts as a list, and an e-receipt of their vendor; one is exempt, one replaced, one paid back, and one of more than was paid. */
export const receipts: SampleSystem = {
  source: 'fee-receipts',
  mine: /^0[12]-bien-lai\.(?:jsonl|xml)$/,
  write: (options) => {
    const all = each().map(([unit, index]) => receiptOf(options, unit, index));
    const bad = form({
      ...receiptOf(options, 'H56.14', 9_998),
      TrangThaiThu: 'REFUNDED',
      NgayHoan: `${dayOf(options.now)} 08:00:00`,
      SoTienHoan: 999_999,
    });
    writeLines(options, 'fee-receipts', '01-bien-lai.jsonl', [...all, bad]);
    const [{ code } = { code: 'H56.14' }] = currentCommunes();
    const fields = {
      KHMSBLai: '01BLP0-001',
      KHBLai: 'AA-26E',
      SBLai: '0008888',
      MDDanh: code,
      LPhi: 'PHI',
      TgTTTBSo: '20000',
      HTTToan: 'LOCAL_GATEWAY',
      TTThu: 'PAID',
      TTBLai: 'ISSUED',
      NLap: dayOf(options.now - 5 * DAY),
      NThu: `${dayOf(options.now - 5 * DAY)} 09:00:00`,
      NCNhat: `${dayOf(options.now - 5 * DAY)} 09:05:00`,
    };
    const lines = Object.entries(fields).map(([name, value]) => `      <${name}>${value}</${name}>\n`);
    const file = new InboxFile(options.out, 'fee-receipts/inbox/02-bien-lai.xml', options.now - HOUR);
    file.line(
      `<?xml version="1.0" encoding="UTF-8"?>\n<TDiep>\n  <BLai>\n    <DLBLai>\n${lines.join('')}    </DLBLai>\n  </BLai>\n</TDiep>\n`,
    );
    file.close();
    return { records: all.length + 1, bad: 1 };
  },
};

function each(): [unit: string, index: number][] {
  return currentCommunes().flatMap(({ code }, commune) =>
    Array.from({ length: PER_COMMUNE }, (_, place): [string, number] => [
      code,
      commune * PER_COMMUNE + place,
    ]),
  );
}

function ratingOf({ seed, now }: SystemOptions, unit: string, index: number) {
  const random = new Random(seed, 'ratings', index);
  const style = styleOf(random);
  const at = now - random.int(3, 60) * DAY;
  return form({
    MaHoSo: dossierOf(unit, index),
    LoaiDanhGia: index % PER_COMMUNE === 0 ? 'RECEPTION' : 'OVERALL',
    ThoiDiem: style.time(at),
    MucDo: style.number(
      random.weighted([
        [1, 60],
        [2, 30],
        [3, 10],
      ] as const),
    ),
    Kenh: random.pick(CHANNELS),
    NoiDung: random.chance(0.3) ? 'Cán bộ hướng dẫn rõ ràng' : undefined,
    DonVi: unit,
    NgayCapNhat: style.time(at),
  });
}

function receiptOf({ seed, now }: SystemOptions, unit: string, index: number) {
  const random = new Random(seed, 'receipts', index);
  const style = styleOf(random);
  const at = now - random.int(10, 60) * DAY;
  const place = index % PER_COMMUNE;
  return form({
    MauSo: '01BLP0-001',
    KyHieu: 'AA-26E',
    SoBienLai: numberOf(index),
    MaHoSo: dossierOf(unit, index),
    DonVi: unit,
    Loai: 'LE_PHI',
    Ten: 'Lệ phí hộ tịch',
    SoTien: style.number(place === 1 ? 0 : random.pick([8_000, 15_000, 75_000])),
    HinhThucThu: random.pick(['CASH', 'TRANSFER', 'NATIONAL_GATEWAY'] as const),
    TrangThaiThu: place === 2 ? 'REFUNDED' : 'PAID',
    NgayThu: style.time(at),
    NgayHoan: place === 2 ? style.time(at + DAY) : undefined,
    SoTienHoan: place === 2 ? 8_000 : undefined,
    TrangThai: place === 3 ? 'REPLACED' : 'ISSUED',
    NgayLap: style.day(at),
    ThayBang:
      place === 3 ? { MauSo: '01BLP0-001', KyHieu: 'AA-26E', SoBienLai: numberOf(index - 3) } : undefined,
    NguoiNop: personName(random),
    NgayCapNhat: style.time(at + 2 * DAY),
  });
}

function numberOf(index: number): string {
  return String(index + 1).padStart(7, '0');
}

function dossierOf(unit: string, index: number): string {
  return `${unit}-260105-${String(index + 1).padStart(4, '0')}`;
}
