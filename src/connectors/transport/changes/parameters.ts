import { duration, localFile, wholeNumber } from '../parameters/kinds.js';
import type { Parameter } from '../parameters/parameter.js';

/** Reading begins so long before the last change that was seen. */
export const OVERLAP: Parameter = {
  name: 'OVERLAP',
  kind: duration,
  means: {
    vi: 'Đọc lại chừng này trước thay đổi cuối đã thấy, để không sót bản ghi được lưu muộn',
    en: 'Reads again so far before the last change that was seen, for records that are committed late',
  },
  example: '5m',
  absent: '2m',
};

/** Records that are asked for at once. */
export const PAGE_SIZE: Parameter = {
  name: 'PAGE_SIZE',
  kind: wholeNumber(1, 500),
  means: { vi: 'Số bản ghi hỏi mỗi lần', en: 'Records that are asked for at once' },
  example: '200',
  absent: '500',
};

export const TIMEOUT: Parameter = {
  name: 'TIMEOUT',
  kind: duration,
  means: { vi: 'Chờ một câu trả lời lâu nhất', en: 'The longest wait for one answer' },
  example: '2m',
  absent: '60s',
};

export const TLS_CA: Parameter = {
  name: 'TLS_CA',
  kind: localFile,
  means: {
    vi: 'Tệp PEM của cơ quan chứng thực phải tin',
    en: 'PEM file of the authority that is trusted with it',
  },
  example: '/etc/ssl/certs/district-ca.pem',
  absent: { vi: 'các cơ quan chứng thực của hệ thống', en: "the system's authorities" },
};
