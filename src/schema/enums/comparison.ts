import { defineNames } from './define.js';

export const DifferenceProblemEnum = defineNames(
  'DifferenceProblem',
  'How source and store differ without anything having been said (loại điểm lệch).',
  {
    CHANGED: 'Nội dung đã đổi mà NgayCapNhat không mới hơn',
    GONE: 'Kho có, nguồn không còn mà không báo xóa',
    MISSED: 'Nguồn có, kho và vùng cách ly đều không có',
  },
);

export const GoneUnjudgedEnum = defineNames(
  'GoneUnjudged',
  'Why a comparison says nothing about records that did not come (vì sao không xét bản ghi mất).',
  {
    NOTHING_TAKEN: 'Chưa có tệp nào được nhận',
    ONLY_CHANGES: 'Tệp chỉ chứa bản ghi đã thay đổi, hay nguồn RSS, Atom chỉ có tin mới nhất',
    LIST_MOVED: 'Danh sách không đứng yên trong khi đọc',
    ROWS_UNREACHED: 'Quá nhiều dòng thiếu mã hoặc NgayCapNhat, hoặc thư mục chỉ sang máy chủ không được đọc',
    KEYLESS_ROWS: 'Có dòng không đọc được mã',
  },
);
