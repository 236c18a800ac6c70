import { ACKNOWLEDGEMENTS } from '../../transport/edxml/packages.js';
import type { Parameter } from '../../transport/parameters/index.js';
import { oneOf } from '../../transport/parameters/kinds.js';

const ORGAN_ID = /^[A-Za-z0-9][A-Za-z0-9.-]{1,34}$/;

/** Agencies whose documents these are. */
export const ORGANS: Parameter = {
  name: 'ORGANS',
  kind: {
    name: 'identifiers',
    expected: (text) =>
      text.split(',').every((each) => ORGAN_ID.test(each.trim()))
        ? undefined
        : 'identifiers of agencies such as 000.00.14.H56, behind commas',
  },
  means: {
    vi: 'Mã định danh của các cơ quan dùng hệ thống này: văn bản do họ gửi là văn bản đi, còn lại là văn bản đến',
    en: 'Identifiers of the agencies that use this system: what they send goes out, all else comes in',
  },
  example: '000.00.14.H56,H56.14',
  absent: {
    vi: 'mọi gói tin là văn bản đến nơi nhận đầu tiên',
    en: 'every package comes in, to its first receiver',
  },
};

/** Which status messages go back to whoever sent a package. */
export const ACKNOWLEDGE: Parameter = {
  name: 'ACKNOWLEDGE',
  kind: oneOf(ACKNOWLEDGEMENTS),
  means: {
    vi: 'Thông báo trạng thái gửi lại nơi gửi: arrived (01 đã đến, hoặc 02 từ chối kèm lý do), accepted (thêm 03 đã tiếp nhận), none (không gửi)',
    en: 'Status messages back to the sender: arrived (01, or 02 with the reason), accepted (03 too), none',
  },
  example: 'accepted',
  absent: 'arrived',
};
