import type { DisclosurePart, DisclosureState } from '../../../../domain/kinds/budget-disclosure.js';
import { listOf } from '../../reading/fields.js';
import { code, count, day, required, text, word } from '../../reading/leaves.js';
import { DECISION, FORM_KEY } from '../form-key.js';

export const STATES = {
  DU_THAO: 'DRAFT',
  DA_DUYET: 'APPROVED',
  DA_CONG_KHAI: 'PUBLISHED',
  DA_DINH_CHINH: 'CORRECTED',
  DA_THU_HOI: 'WITHDRAWN',
} as const satisfies Record<string, DisclosureState>;

export const PARTS = {
  QUYET_DINH: 'DECISION',
  BIEU_MAU: 'FORM',
  THUYET_MINH: 'EXPLANATION',
} as const satisfies Record<string, DisclosurePart>;

const webAddress = () => code(/^https?:\/\/[^\s<>"]+$/, 'https://ngoclac.example.gov.vn/…', 2_000);

/** The exchange form of a disclosure package (docs/sources/disclosures.md), field by field. */
export const DISCLOSURE_FORM = {
  ...FORM_KEY,
  LanCongKhai: count(),
  TrangThai: required(word(['DU_THAO', 'DA_DUYET', 'DA_CONG_KHAI', 'DA_DINH_CHINH', 'DA_THU_HOI'])),
  ...DECISION,
  NgayThuHoi: day('start'),
  LyDo: text(2_000),
  DuongDan: webAddress(),
  ThuyetMinh: text(20_000),
  TepDinhKem: listOf({
    Loai: required(word(['QUYET_DINH', 'BIEU_MAU', 'THUYET_MINH'])),
    Ten: required(text(500)),
    DuongDan: required(webAddress()),
  }),
} as const;
