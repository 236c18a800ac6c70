import { SAMPLE_PROCEDURES } from '../../../../src/connectors/portals/simulation/catalogue.js';

type Body = Record<string, unknown>;
const birth = SAMPLE_PROCEDURES[0];

/** The code of the n-th dossier. */
export const code = (n: number) => `H56.14-240823-${String(n).padStart(4, '0')}`;

/** A national record in state 4 that the contract allows. */
export function nationalRecord(n: number, over: Body = {}): Body {
  return {
    MaHoSo: code(n),
    MaTTHC: '1.001193',
    TenTTHC: birth?.name,
    MaLinhVuc: birth?.fieldCode,
    TenLinhVuc: birth?.fieldName,
    KenhThucHien: '2',
    ChuHoSo: 'Người Mẫu',
    LoaiDoiTuong: '1',
    LoaiDinhDanh: '1',
    SoDinhDanh: '001000000001',
    TrichYeuHoSo: 'Đăng ký khai sinh',
    NgayNopHoSo: '20240823080000',
    NgayTiepNhan: '20240823083000',
    NgayHenTra: '20240823170000',
    TrangThaiHoSo: '4',
    DonViXuLy: 'UBND xã Minh Sơn',
    TaiLieuNop: [
      {
        TepDinhKemId: '1',
        TenTepDinhKem: 'to-khai.pdf',
        IsDeleted: 'False',
        DuongDanTaiTepTin: 'http://127.0.0.1:9/files/1',
        DuocSoHoa: '1',
      },
    ],
    DanhSachLePhi: [{ TenPhiLePhi: 'Lệ phí', Gia: '8000', LoaiPhiLePhi: '2' }],
    ...over,
  };
}

export function nationalTrace(n: number, step = 1, over: Body = {}): Body {
  return {
    MaHoSo: code(n),
    NguoiXuLy: 'Lê Văn Mẫu',
    ChucDanh: 'Công chức',
    ThoiDiemXuLy: `202408230${step}0000`,
    NoiDungXuLy: `Bước ${step}`,
    TrangThai: '4',
    ...over,
  };
}

export function nationalNotice(n: number, over: Body = {}): Body {
  return {
    MaThongBao: `TB-${n}`,
    TieuDe: 'Thông báo',
    NoiDung: '<p>Nội dung</p>',
    ChuyenMuc: 'HOAT_DONG',
    NgayDang: '20240823080000',
    CoQuanBanHanh: 'UBND huyện Ngọc Lặc',
    DaGo: 'False',
    ...over,
  };
}

/** An `MSyncDocument` that the contract allows. */
export function provincialDocument(n: number, over: Body = {}): Body {
  return {
    DocTypeCode: '1.001193',
    DocTypeName: 'Đăng ký khai sinh',
    DocCode: code(n),
    CitizenName: 'Người Mẫu',
    ApplicantsType: 1,
    DateReceived: '2024-08-23T01:30:00.000Z',
    DateAppointed: '2024-08-23T10:00:00.000Z',
    IsSuccess: true,
    SuccessDate: '2024-08-23T09:00:00.000Z',
    IsReturned: false,
    Status: 2,
    ProcessingOrganName: 'UBND xã Minh Sơn',
    Attachments: [
      {
        AttachmentId: 1,
        AttachmentName: 'kq.pdf',
        Base64: Buffer.from('%PDF').toString('base64'),
        IsVerified: false,
      },
    ],
    DocFees: [{ FeeName: 'Lệ phí', FeeType: 2, Price: 8000 }],
    DocPapers: [{ PaperName: 'Tờ khai', Amount: 1, PaperType: 1 }],
    OrganInchargeIdLevel1: 'H56.14',
    OrganInchargeName: 'UBND huyện Ngọc Lặc',
    ...over,
  };
}

export function provincialTrace(n: number, step = 1, over: Body = {}): Body {
  return {
    DocumentId: String(step),
    DocCode: code(n),
    UserName: 'Lê Văn Mẫu',
    DateCreated: `2024-08-23T0${step}:00:00.000Z`,
    Comment: `Bước ${step}`,
    Status: 4,
    OrganizationInchargeIdLevel1: 'H56.14',
    OrganizationInchargeName: 'UBND huyện Ngọc Lặc',
    ...over,
  };
}

export function statistic(over: Body = {}): Body {
  return {
    Month: 8,
    Year: 2024,
    IsMonthStatistic: true,
    NewReception: 10,
    PreExtisting: 2,
    Total: 12,
    TotalSolved: 9,
    SolvedInTime: 8,
    SolvedInTimePercent: 88.89,
    SolvedLate: 1,
    SolvedLatePercent: 11.11,
    TotalPending: 3,
    Pending: 3,
    PendingPercent: 100,
    PendingLate: 0,
    PendingLatePercent: 0,
    OrganizationInchargeIdlevel1: 'H56.14',
    OrganizationInchargeName: 'UBND huyện Ngọc Lặc',
    ...over,
  };
}
