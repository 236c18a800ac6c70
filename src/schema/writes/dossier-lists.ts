import { Field, Float, InputType, Int } from 'type-graphql';

/*
 * The lists of a dossier in the exchange form (docs/sources/one-stop.md), its keys with a small first letter. ✓: needed; whether a record has
 * it is judged with the rest of the record, so that one bad record does not turn its 499 neighbours away.
 */

@InputType({ description: 'One step of a dossier (bước xử lý).' })
export class DossierStepInput {
  @Field(() => String, { nullable: true, description: '✓ Thời điểm.' })
  readonly thoiDiem?: string | null;

  @Field(() => Int, { nullable: true, description: '✓ Trạng thái, 1–10.' })
  readonly trangThai?: number | null;

  @Field(() => String, { nullable: true, description: '✓ Người xử lý.' })
  readonly nguoiXuLy?: string | null;

  @Field(() => String, { nullable: true, description: 'Chức danh.' })
  readonly chucDanh?: string | null;

  @Field(() => String, { nullable: true, description: 'Phòng ban.' })
  readonly phongBan?: string | null;

  @Field(() => String, { nullable: true, description: 'Nội dung.' })
  readonly noiDung?: string | null;

  @Field(() => String, { nullable: true, description: 'Bắt đầu.' })
  readonly batDau?: string | null;

  @Field(() => String, { nullable: true, description: 'Hạn.' })
  readonly han?: string | null;
}

@InputType({ description: 'A paper that was handed in (thành phần hồ sơ).' })
export class DossierPaperInput {
  @Field(() => String, { nullable: true, description: 'Mã.' })
  readonly ma?: string | null;

  @Field(() => String, { nullable: true, description: '✓ Tên.' })
  readonly ten?: string | null;

  @Field(() => String, { nullable: true, description: 'Địa chỉ tệp (URL), trên máy chủ thuộc `FILE_HOSTS`.' })
  readonly tepDinhKem?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Đã số hóa.' })
  readonly soHoa?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Tái sử dụng.' })
  readonly taiSuDung?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Từ kho quốc gia.' })
  readonly tuKhoQuocGia?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Số bản chính.' })
  readonly soBanChinh?: number | null;

  @Field(() => Int, { nullable: true, description: 'Số bản sao.' })
  readonly soBanSao?: number | null;
}

@InputType({ description: 'A result (kết quả).' })
export class DossierResultInput {
  @Field(() => String, { nullable: true, description: 'Mã.' })
  readonly ma?: string | null;

  @Field(() => String, { nullable: true, description: '✓ Tên.' })
  readonly ten?: string | null;

  @Field(() => String, { nullable: true, description: 'Số, ký hiệu.' })
  readonly soKyHieu?: string | null;

  @Field(() => String, { nullable: true, description: 'Ngày ký.' })
  readonly ngayKy?: string | null;

  @Field(() => String, { nullable: true, description: 'Người ký.' })
  readonly nguoiKy?: string | null;

  @Field(() => String, { nullable: true, description: 'Địa chỉ tệp (URL), trên máy chủ thuộc `FILE_HOSTS`.' })
  readonly tepDinhKem?: string | null;

  @Field(() => String, { nullable: true, description: 'Mã giấy tờ.' })
  readonly maGiayTo?: string | null;
}

@InputType({ description: 'A fee (phí, lệ phí).' })
export class DossierFeeInput {
  @Field(() => String, { nullable: true, description: '✓ Tên.' })
  readonly ten?: string | null;

  @Field(() => String, { nullable: true, description: 'Mã.' })
  readonly ma?: string | null;

  @Field(() => Int, { nullable: true, description: '1 phí, 2 lệ phí.' })
  readonly loai?: number | null;

  @Field(() => Float, { nullable: true, description: '✓ Số tiền, đồng.' })
  readonly soTien?: number | null;

  @Field(() => String, { nullable: true, description: 'Hình thức thu.' })
  readonly hinhThucThu?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Đã thu.' })
  readonly daThu?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Ngày giờ thu.' })
  readonly ngayThu?: string | null;
}

@InputType({ description: 'A request for more papers (yêu cầu bổ sung).' })
export class DossierSupplementInput {
  @Field(() => String, { nullable: true, description: '✓ Mã của lần yêu cầu ở nguồn.' })
  readonly id?: string | null;

  @Field(() => String, { nullable: true, description: 'Người yêu cầu.' })
  readonly nguoiYeuCau?: string | null;

  @Field(() => String, { nullable: true, description: 'Nội dung.' })
  readonly noiDung?: string | null;

  @Field(() => String, { nullable: true, description: '✓ Ngày giờ yêu cầu.' })
  readonly ngayYeuCau?: string | null;

  @Field(() => String, { nullable: true, description: 'Ngày giờ bổ sung.' })
  readonly ngayBoSung?: string | null;

  @Field(() => String, { nullable: true, description: 'Người tiếp nhận.' })
  readonly nguoiTiepNhan?: string | null;

  @Field(() => String, { nullable: true, description: 'Hẹn trả trước đó.' })
  readonly henTraTruoc?: string | null;

  @Field(() => String, { nullable: true, description: 'Hẹn trả mới.' })
  readonly henTraMoi?: string | null;

  @Field(() => String, { nullable: true, description: 'Trạng thái.' })
  readonly trangThai?: string | null;
}

@InputType({ description: 'What the applicant thinks of it (đánh giá).' })
export class DossierRatingInput {
  @Field(() => Int, { nullable: true, description: '1 rất hài lòng, 2 hài lòng, 3 không hài lòng.' })
  readonly mucDo?: number | null;

  @Field(() => String, { nullable: true, description: 'Nội dung.' })
  readonly noiDung?: string | null;

  @Field(() => String, { nullable: true, description: 'Thời điểm.' })
  readonly thoiDiem?: string | null;
}
