/** A unit (đơn vị) of the sample district; days are calendar days in Asia/Ho_Chi_Minh, `validTo` is the last one. */
export interface SampleUnit {
  code: string;
  name: string;
  parent?: string;
  level: 'TINH' | 'HUYEN' | 'XA' | 'PHONG_BAN';
  validFrom?: string;
  validTo?: string;
  /** Codes of the units that took over. */
  successors: readonly string[];
  /** Older forms of the code. */
  aliases: readonly string[];
  adminCode?: string;
  /** Made up, as all contacts of the sample are. */
  contact?: { address: string; phone: string; email: string };
  decision?: { number: string; day: string; issuer: string };
}

/** The district tier and its 21 communes ended with this day (resolution 1686/NQ-UBTVQH15). */
const LAST_DISTRICT_DAY = '2025-06-30';
const FIRST_COMMUNE_DAY = '2025-07-01';

const PROVINCE = 'H56';
const DISTRICT = 'H56.14';

/** Offices of the district, H56.14.1 – H56.14.13. The first is the one-stop desk. */
const OFFICES = [
  'Văn phòng HĐND và UBND huyện Ngọc Lặc',
  'Phòng Nội vụ huyện Ngọc Lặc',
  'Phòng Tư pháp huyện Ngọc Lặc',
  'Phòng Tài chính – Kế hoạch huyện Ngọc Lặc',
  'Phòng Tài nguyên và Môi trường huyện Ngọc Lặc',
  'Phòng Lao động – Thương binh và Xã hội huyện Ngọc Lặc',
  'Phòng Văn hóa và Thông tin huyện Ngọc Lặc',
  'Phòng Giáo dục và Đào tạo huyện Ngọc Lặc',
  'Phòng Y tế huyện Ngọc Lặc',
  'Thanh tra huyện Ngọc Lặc',
  'Phòng Kinh tế và Hạ tầng huyện Ngọc Lặc',
  'Phòng Nông nghiệp và PTNT huyện Ngọc Lặc',
  'Phòng Dân tộc huyện Ngọc Lặc',
] as const;

/** The six communes since 1 July 2025 (H56.14.41 – H56.14.46) and what each was formed from (H56.14.20 – H56.14.40). */
const REFORM = [
  ['Ngọc Lặc', ['thị trấn Ngọc Lặc', 'xã Mỹ Tân', 'xã Thúy Sơn']],
  ['Thạch Lập', ['xã Thạch Lập', 'xã Quang Trung', 'xã Đồng Thịnh']],
  ['Ngọc Liên', ['xã Ngọc Liên', 'xã Lộc Thịnh', 'xã Cao Thịnh', 'xã Ngọc Sơn', 'xã Ngọc Trung']],
  ['Minh Sơn', ['xã Minh Sơn', 'xã Lam Sơn', 'xã Cao Ngọc', 'xã Minh Tiến']],
  ['Nguyệt Ấn', ['xã Nguyệt Ấn', 'xã Phùng Giáo', 'xã Vân Am']],
  ['Kiên Thọ', ['xã Kiên Thọ', 'xã Phúc Thịnh', 'xã Phùng Minh']],
] as const;

const FIRST_OLD_COMMUNE = 20;
const FIRST_NEW_COMMUNE = 41;

/** The district with its offices and 21 communes until 30 June 2025, and the six communes since. */
export const SAMPLE_UNITS: readonly SampleUnit[] = [
  {
    code: PROVINCE,
    name: 'UBND tỉnh Thanh Hóa',
    level: 'TINH',
    successors: [],
    aliases: ['000.00.00.H56'],
    adminCode: '38',
  },
  {
    code: DISTRICT,
    name: 'UBND huyện Ngọc Lặc',
    parent: PROVINCE,
    level: 'HUYEN',
    validTo: LAST_DISTRICT_DAY,
    successors: REFORM.map((_, index) => `${DISTRICT}.${FIRST_NEW_COMMUNE + index}`),
    aliases: ['000.00.14.H56', '000-00-14-H56'],
    adminCode: '389',
  },
  ...OFFICES.map((name, index) => office(name, index + 1)),
  ...oldCommunes(),
  ...REFORM.map(([name], index) => newCommune(name, FIRST_NEW_COMMUNE + index)),
];

function office(name: string, number: number): SampleUnit {
  return {
    code: `${DISTRICT}.${number}`,
    name,
    parent: DISTRICT,
    level: 'PHONG_BAN',
    validTo: LAST_DISTRICT_DAY,
    // The district's work went to the commune at its seat.
    successors: [`${DISTRICT}.${FIRST_NEW_COMMUNE}`],
    aliases: [`000.${String(number).padStart(2, '0')}.14.H56`],
  };
}

function oldCommunes(): SampleUnit[] {
  let number = FIRST_OLD_COMMUNE;
  return REFORM.flatMap(([, parts], index) =>
    parts.map((part) => {
      const unit: SampleUnit = {
        code: `${DISTRICT}.${number}`,
        name: `UBND ${part}`,
        parent: DISTRICT,
        level: 'XA',
        validTo: LAST_DISTRICT_DAY,
        successors: [`${DISTRICT}.${FIRST_NEW_COMMUNE + index}`],
        aliases: [`000.${number}.14.H56`],
      };
      number += 1;
      return unit;
    }),
  );
}

function newCommune(name: string, number: number): SampleUnit {
  return {
    code: `${DISTRICT}.${number}`,
    name: `UBND xã ${name}`,
    parent: PROVINCE,
    level: 'XA',
    validFrom: FIRST_COMMUNE_DAY,
    successors: [],
    aliases: [],
    contact: {
      address: `Trung tâm xã ${name}, tỉnh Thanh Hóa`,
      phone: `0237 000 00${number}`,
      email: `xa${number}@example.vn`,
    },
    decision: { number: '1686/NQ-UBTVQH15', day: '2025-06-16', issuer: 'Ủy ban Thường vụ Quốc hội' },
  };
}
