import { expect, test } from 'vitest';
import { awardKey, awardNamed, awardWithin, nameInFamily } from '../../src/domain/award-names.js';

test.each<[string, string | undefined, string?]>([
  ['Lao động tiên tiến', 'LAO_DONG_TIEN_TIEN'],
  ['LAO ĐỘNG TIÊN TIẾN năm học 2024-2025', 'LAO_DONG_TIEN_TIEN'],
  ['Danh hiệu “Chiến sỹ thi đua cấp cơ sở”', 'CHIEN_SI_THI_DUA_CO_SO'],
  ['Chiến sỹ thi đua toàn quốc', 'CHIEN_SI_THI_DUA_TOAN_QUOC'],
  ['Giấy khen của Chủ tịch UBND xã', 'GIAY_KHEN'],
  ['Giấy khen Chủ tịch UBND xã', 'GIAY_KHEN'],
  ['Bằng khen (5 năm liên tục)', 'BANG_KHEN'],
  ['Huân chương', 'HUAN_CHUONG'],
  ['Huân chương Lao động hạng Ba', 'HUAN_CHUONG', 'HUAN_CHUONG_LAO_DONG_HANG_BA'],
  ['Huân chương  Lao động hạng Nhì của Chủ tịch nước', 'HUAN_CHUONG', 'HUAN_CHUONG_LAO_DONG_HANG_NHI'],
  ['Kỷ niệm chương Vì sự nghiệp giáo dục', 'KY_NIEM_CHUONG', 'KY_NIEM_CHUONG_VI_SU_NGHIEP_GIAO_DUC'],
  ['Huy chương Chiến sỹ vẻ vang', 'HUY_CHUONG', 'HUY_CHUONG_CHIEN_SI_VE_VANG'],
  ['Danh hiệu Nhà giáo Ưu tú', 'DANH_HIEU_NHA_NUOC', 'NHA_GIAO_UU_TU'],
  ['Danh hiệu vinh dự Nhà nước', 'DANH_HIEU_NHA_NUOC'],
  ['Lao động tiên tiến xuất sắc', undefined],
  ['Tập thể lao động tiên tiến', 'TAP_THE_LAO_DONG_TIEN_TIEN'],
  ['Lao động giỏi', undefined],
])('%s is %s', (text, code, key = code) => {
  const award = awardNamed(text);
  expect(award).toBe(code);
  if (award) expect(awardKey(award, nameInFamily(text, award))).toBe(key);
});

test('a heading is about the longest name in it', () => {
  expect(awardWithin('DANH SÁCH TẶNG DANH HIỆU CHIẾN SỸ THI ĐUA CƠ SỞ NĂM 2025')).toBe(
    'CHIEN_SI_THI_DUA_CO_SO',
  );
});
