import { type RatingRecord, ratingCode } from '../../../domain/kinds/rating.js';
import { notAhead } from '../reading/checks.js';
import { compact } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { RATING_FORM } from './contract.js';

/** Ratings of dossiers, from kiosks, the web and the telephone. */
export const ratings = plainSource<typeof RATING_FORM, RatingRecord>({
  name: 'ratings',
  kind: 'rating',
  label: 'Đánh giá hài lòng',
  order: 50,
  form: RATING_FORM,
  key: 'MaHoSo',
  codeOf: ({ MaHoSo, LoaiDanhGia, ThoiDiem }) =>
    MaHoSo && LoaiDanhGia && ThoiDiem ? ratingCode(MaHoSo, LoaiDanhGia, ThoiDiem) : undefined,
  rules: ({ ThoiDiem }, problems, now) => notAhead(ThoiDiem, 'ThoiDiem', now, problems),
  record: (fields, code) =>
    compact<RatingRecord>({
      kind: 'rating',
      code,
      dossier: fields.MaHoSo,
      ratingKind: fields.LoaiDanhGia,
      ratedAt: fields.ThoiDiem,
      score: fields.MucDo,
      channel: fields.Kenh,
      comment: fields.NoiDung,
      unit: fields.DonVi,
      procedure: fields.MaTTHC,
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    }),
});
