import { Field, InputType, Int } from 'type-graphql';
import {
  DossierFeeInput,
  DossierPaperInput,
  DossierRatingInput,
  DossierResultInput,
  DossierStepInput,
  DossierSupplementInput,
} from './dossier-lists.js';

@InputType({
  description:
    'A dossier in the exchange form (hồ sơ theo mẫu trao đổi). ✓ needed. Times: RFC 3339, or the forms that files may have, read in Asia/Ho_Chi_Minh.',
})
export class DossierInput {
  @Field(() => String, { nullable: true, description: '✓ Mã hồ sơ, `H56.14-240823-0001`.' })
  readonly maHoSo?: string | null;

  @Field(() => String, { nullable: true, description: '✓ Mã thủ tục, `1.001193`.' })
  readonly maTTHC?: string | null;

  @Field(() => String, { nullable: true, description: '✓ Mã đơn vị tiếp nhận, `H56.14.3`.' })
  readonly donVi?: string | null;

  @Field(() => String, { nullable: true, description: 'Mã đơn vị xử lý; không có: như `donVi`.' })
  readonly donViXuLy?: string | null;

  @Field(() => Int, { nullable: true, description: '✓ 1 trực tiếp, 2 trực tuyến, 3 bưu chính.' })
  readonly kenhThucHien?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: '✓ 1 công dân, 2 doanh nghiệp, 3 cơ quan nhà nước, 4 tổ chức khác.',
  })
  readonly loaiDoiTuong?: number | null;

  @Field(() => String, { nullable: true, description: '✓ Chủ hồ sơ.' })
  readonly chuHoSo?: string | null;

  @Field(() => Int, { nullable: true, description: '1 CCCD (12 chữ số), 2 CMND (9 chữ số).' })
  readonly loaiDinhDanh?: number | null;

  @Field(() => String, { nullable: true, description: 'Số định danh.' })
  readonly soDinhDanh?: string | null;

  @Field(() => String, { nullable: true, description: 'Số điện thoại.' })
  readonly soDienThoai?: string | null;

  @Field(() => String, { nullable: true, description: 'Thư điện tử.' })
  readonly email?: string | null;

  @Field(() => String, { nullable: true, description: 'Địa chỉ.' })
  readonly diaChi?: string | null;

  @Field(() => String, { nullable: true, description: 'Mã đối tượng (TechID).' })
  readonly maDoiTuong?: string | null;

  @Field(() => String, { nullable: true, description: '✓ Trích yếu.' })
  readonly trichYeuHoSo?: string | null;

  @Field(() => Int, { nullable: true, description: '1 Cổng Dịch vụ công quốc gia, 2 hệ thống của cơ quan.' })
  readonly noiNop?: number | null;

  @Field(() => String, { nullable: true, description: 'Ngày giờ nộp.' })
  readonly ngayNopHoSo?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Ngày giờ tiếp nhận; bắt buộc ở trạng thái 2, 4, 6, 8, 9, 10.',
  })
  readonly ngayTiepNhan?: string | null;

  @Field(() => String, { nullable: true, description: 'Ngày giờ hẹn trả.' })
  readonly ngayHenTra?: string | null;

  @Field(() => String, { nullable: true, description: 'Ngày giờ kết thúc xử lý.' })
  readonly ngayKetThucXuLy?: string | null;

  @Field(() => String, { nullable: true, description: 'Ngày giờ trả; bắt buộc ở trạng thái 10.' })
  readonly ngayTra?: string | null;

  @Field(() => String, { nullable: true, description: 'Ngày giờ từ chối.' })
  readonly ngayTuChoi?: string | null;

  @Field(() => Int, { nullable: true, description: '✓ Trạng thái, 1–10.' })
  readonly trangThaiHoSo?: number | null;

  @Field(() => Int, { nullable: true, description: '0 trực tiếp, 1 bưu chính.' })
  readonly hinhThucTra?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Đã xác thực VNeID.' })
  readonly xacThucVNeID?: boolean | null;

  @Field(() => Int, { nullable: true, description: '0 không, 1 Cổng quốc gia, 2 cổng của cơ quan.' })
  readonly thanhToanTrucTuyen?: number | null;

  @Field(() => String, { nullable: true, description: '✓ Lần thay đổi cuối ở hệ thống nguồn.' })
  readonly ngayCapNhat?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Đã xóa ở nguồn; khi đó chỉ cần `maHoSo` và `ngayCapNhat`.',
  })
  readonly daXoa?: boolean | null;

  @Field(() => [DossierStepInput], { nullable: true, description: 'Quá trình xử lý.' })
  readonly quaTrinh?: DossierStepInput[] | null;

  @Field(() => [DossierPaperInput], { nullable: true, description: 'Thành phần hồ sơ.' })
  readonly thanhPhan?: DossierPaperInput[] | null;

  @Field(() => [DossierResultInput], { nullable: true, description: 'Kết quả.' })
  readonly ketQua?: DossierResultInput[] | null;

  @Field(() => [DossierFeeInput], { nullable: true, description: 'Phí, lệ phí.' })
  readonly lePhi?: DossierFeeInput[] | null;

  @Field(() => [DossierSupplementInput], { nullable: true, description: 'Yêu cầu bổ sung.' })
  readonly boSung?: DossierSupplementInput[] | null;

  @Field(() => DossierRatingInput, { nullable: true, description: 'Đánh giá.' })
  readonly danhGia?: DossierRatingInput | null;
}
