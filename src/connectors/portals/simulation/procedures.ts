/** A procedure (thủ tục hành chính) of the sample district, as both the catalogue and the sample generator see it. */
export interface SampleProcedure {
  code: string;
  /** As the national catalogue spells it. */
  name: string;
  fieldCode: string;
  fieldName: string;
  /** Who carries it out. */
  levels: readonly ('HUYEN' | 'XA')[];
  onlineLevel: 'TOAN_TRINH' | 'MOT_PHAN' | 'THONG_TIN';
  /** `same day` is 8 working hours. */
  term: { amount: number; unit: 'GIO' | 'NGAY_LAM_VIEC' | 'NGAY' };
  /** đồng; 0: none */
  fee: number;
  feeName?: string;
  paperResult: boolean;
  resultCode: string;
  resultName: string;
  /** The procedure has no due time at all. */
  noDueTime?: boolean;
  components: readonly { code: string; name: string }[];
}

const SAME_DAY = { amount: 8, unit: 'GIO' } as const;
const days = (amount: number) => ({ amount, unit: 'NGAY_LAM_VIEC' }) as const;

const CIVIL = { fieldCode: 'G15-TP02', fieldName: 'Hộ tịch' } as const;
const NOTARY = { fieldCode: 'G15-TP08', fieldName: 'Chứng thực' } as const;
const WELFARE = { fieldCode: 'G09-LD05', fieldName: 'Bảo trợ xã hội' } as const;
const BUSINESS = { fieldCode: 'G05-KH04', fieldName: 'Thành lập và hoạt động của hộ kinh doanh' } as const;
const FARMING = { fieldCode: 'G10-NN07', fieldName: 'Kinh tế hợp tác và phát triển nông thôn' } as const;

const XA = ['XA'] as const;
const HUYEN = ['HUYEN'] as const;
const BOTH = ['HUYEN', 'XA'] as const;

/** The sixteen procedures of the sample district; codes have the right shape, names are the catalogue's. */
export const SAMPLE_PROCEDURES: readonly SampleProcedure[] = [
  {
    code: '1.001193',
    name: 'Thủ tục đăng ký khai sinh',
    ...CIVIL,
    levels: XA,
    onlineLevel: 'TOAN_TRINH',
    term: SAME_DAY,
    fee: 0,
    paperResult: true,
    resultCode: 'KQ.G15.000001',
    resultName: 'Giấy khai sinh',
    components: [
      { code: 'G15.TK01', name: 'Tờ khai đăng ký khai sinh' },
      { code: 'G15.GT02', name: 'Giấy chứng sinh' },
    ],
  },
  {
    code: '1.000894',
    name: 'Thủ tục đăng ký kết hôn',
    ...CIVIL,
    levels: XA,
    onlineLevel: 'MOT_PHAN',
    term: SAME_DAY,
    fee: 0,
    paperResult: true,
    resultCode: 'KQ.G15.000002',
    resultName: 'Giấy chứng nhận kết hôn',
    components: [
      { code: 'G15.TK03', name: 'Tờ khai đăng ký kết hôn' },
      { code: 'G15.GT04', name: 'Giấy xác nhận tình trạng hôn nhân' },
    ],
  },
  {
    code: '1.000656',
    name: 'Thủ tục đăng ký khai tử',
    ...CIVIL,
    levels: XA,
    onlineLevel: 'TOAN_TRINH',
    term: SAME_DAY,
    fee: 0,
    paperResult: true,
    resultCode: 'KQ.G15.000003',
    resultName: 'Trích lục khai tử',
    components: [
      { code: 'G15.TK05', name: 'Tờ khai đăng ký khai tử' },
      { code: 'G15.GT06', name: 'Giấy báo tử' },
    ],
  },
  {
    code: '1.004873',
    name: 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân',
    ...CIVIL,
    levels: XA,
    onlineLevel: 'TOAN_TRINH',
    term: days(3),
    fee: 15_000,
    feeName: 'Lệ phí cấp giấy xác nhận tình trạng hôn nhân',
    paperResult: true,
    resultCode: 'KQ.G15.000004',
    resultName: 'Giấy xác nhận tình trạng hôn nhân',
    components: [{ code: 'G15.TK07', name: 'Tờ khai cấp giấy xác nhận tình trạng hôn nhân' }],
  },
  {
    code: '1.001022',
    name: 'Thủ tục đăng ký nhận cha, mẹ, con',
    ...CIVIL,
    levels: XA,
    onlineLevel: 'MOT_PHAN',
    term: days(3),
    fee: 10_000,
    feeName: 'Lệ phí đăng ký nhận cha, mẹ, con',
    paperResult: true,
    resultCode: 'KQ.G15.000005',
    resultName: 'Trích lục đăng ký nhận cha, mẹ, con',
    components: [
      { code: 'G15.TK08', name: 'Tờ khai đăng ký nhận cha, mẹ, con' },
      { code: 'G15.GT09', name: 'Chứng cứ chứng minh quan hệ' },
    ],
  },
  {
    code: '2.000635',
    name: 'Thủ tục cấp bản sao Trích lục hộ tịch',
    ...CIVIL,
    levels: BOTH,
    onlineLevel: 'TOAN_TRINH',
    term: SAME_DAY,
    fee: 8_000,
    feeName: 'Phí cấp bản sao trích lục hộ tịch',
    paperResult: true,
    resultCode: 'KQ.G15.000006',
    resultName: 'Bản sao trích lục hộ tịch',
    components: [{ code: 'G15.TK10', name: 'Tờ khai cấp bản sao trích lục hộ tịch' }],
  },
  {
    code: '2.000815',
    name: 'Chứng thực bản sao từ bản chính giấy tờ, văn bản',
    ...NOTARY,
    levels: BOTH,
    onlineLevel: 'MOT_PHAN',
    term: SAME_DAY,
    fee: 2_000,
    feeName: 'Phí chứng thực bản sao (một trang)',
    paperResult: true,
    resultCode: 'KQ.G15.000007',
    resultName: 'Bản sao được chứng thực',
    components: [{ code: 'G15.GT11', name: 'Bản chính giấy tờ, văn bản' }],
  },
  {
    code: '2.000884',
    name: 'Chứng thực chữ ký trong giấy tờ, văn bản',
    ...NOTARY,
    levels: BOTH,
    onlineLevel: 'THONG_TIN',
    term: SAME_DAY,
    fee: 10_000,
    feeName: 'Phí chứng thực chữ ký',
    paperResult: true,
    resultCode: 'KQ.G15.000008',
    resultName: 'Giấy tờ, văn bản được chứng thực chữ ký',
    components: [{ code: 'G15.GT12', name: 'Giấy tờ, văn bản cần chứng thực chữ ký' }],
  },
  {
    code: '1.001776',
    name: 'Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng',
    ...WELFARE,
    levels: XA,
    onlineLevel: 'TOAN_TRINH',
    term: days(22),
    fee: 0,
    paperResult: true,
    resultCode: 'KQ.G09.000001',
    resultName: 'Quyết định trợ cấp xã hội hằng tháng',
    components: [{ code: 'G09.TK01', name: 'Tờ khai đề nghị trợ giúp xã hội' }],
  },
  {
    code: '1.001699',
    name: 'Xác định, xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật',
    ...WELFARE,
    levels: XA,
    onlineLevel: 'MOT_PHAN',
    term: days(25),
    fee: 0,
    paperResult: true,
    resultCode: 'KQ.G09.000002',
    resultName: 'Giấy xác nhận khuyết tật',
    components: [{ code: 'G09.TK02', name: 'Đơn đề nghị xác định mức độ khuyết tật' }],
  },
  {
    code: '1.001731',
    name: 'Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội',
    ...WELFARE,
    levels: XA,
    onlineLevel: 'TOAN_TRINH',
    term: days(5),
    fee: 0,
    paperResult: true,
    resultCode: 'KQ.G09.000003',
    resultName: 'Quyết định hỗ trợ chi phí mai táng',
    components: [
      { code: 'G09.TK03', name: 'Tờ khai đề nghị hỗ trợ chi phí mai táng' },
      { code: 'G09.GT04', name: 'Bản sao giấy chứng tử' },
    ],
  },
  {
    code: '1.001612',
    name: 'Đăng ký thành lập hộ kinh doanh',
    ...BUSINESS,
    levels: HUYEN,
    onlineLevel: 'TOAN_TRINH',
    term: days(3),
    fee: 100_000,
    feeName: 'Lệ phí đăng ký hộ kinh doanh',
    paperResult: true,
    resultCode: 'KQ.G05.000001',
    resultName: 'Giấy chứng nhận đăng ký hộ kinh doanh',
    components: [{ code: 'G05.TK01', name: 'Giấy đề nghị đăng ký hộ kinh doanh' }],
  },
  {
    code: '2.000720',
    name: 'Đăng ký thay đổi nội dung đăng ký hộ kinh doanh',
    ...BUSINESS,
    levels: HUYEN,
    onlineLevel: 'TOAN_TRINH',
    term: days(3),
    fee: 50_000,
    feeName: 'Lệ phí thay đổi nội dung đăng ký hộ kinh doanh',
    paperResult: true,
    resultCode: 'KQ.G05.000002',
    resultName: 'Giấy chứng nhận đăng ký hộ kinh doanh (thay đổi)',
    components: [{ code: 'G05.TK02', name: 'Thông báo thay đổi nội dung đăng ký hộ kinh doanh' }],
  },
  {
    code: '1.001266',
    name: 'Chấm dứt hoạt động hộ kinh doanh',
    ...BUSINESS,
    levels: HUYEN,
    onlineLevel: 'TOAN_TRINH',
    term: days(3),
    fee: 0,
    paperResult: true,
    resultCode: 'KQ.G05.000003',
    resultName: 'Thông báo về việc chấm dứt hoạt động hộ kinh doanh',
    components: [{ code: 'G05.TK03', name: 'Thông báo về việc chấm dứt hoạt động' }],
  },
  {
    code: '1.002755',
    name: 'Thủ tục đăng ký khai sinh có yếu tố nước ngoài',
    ...CIVIL,
    levels: HUYEN,
    onlineLevel: 'MOT_PHAN',
    term: days(1),
    fee: 75_000,
    feeName: 'Lệ phí đăng ký khai sinh có yếu tố nước ngoài',
    paperResult: true,
    resultCode: 'KQ.G15.000009',
    resultName: 'Giấy khai sinh',
    components: [
      { code: 'G15.TK13', name: 'Tờ khai đăng ký khai sinh' },
      { code: 'G15.GT14', name: 'Văn bản thỏa thuận về quốc tịch của con' },
    ],
  },
  {
    code: '1.003434',
    name: 'Hỗ trợ dự án liên kết',
    ...FARMING,
    levels: HUYEN,
    onlineLevel: 'MOT_PHAN',
    term: days(25),
    fee: 0,
    paperResult: true,
    resultCode: 'KQ.G10.000001',
    resultName: 'Quyết định phê duyệt hỗ trợ dự án liên kết',
    components: [
      { code: 'G10.TK01', name: 'Đơn đề nghị hỗ trợ liên kết' },
      { code: 'G10.GT02', name: 'Dự án liên kết' },
    ],
  },
];
