import { SAMPLE_PROCEDURES } from '../../connectors/portals/simulation/catalogue.js';
import { HOUR } from '../calendar.js';
import { form } from '../form.js';
import { type SampleSystem, writeLines } from './system.js';

/** The provincial portal's list: one of ours is missing, one stands at another level, one is not ours, and one record has no level. */
export const portalProcedures: SampleSystem = {
  source: 'portal-procedures',
  mine: /^01-thu-tuc-cong-tinh\.jsonl$/,
  write: (options) => {
    const NgayCapNhat = new Date(options.now - HOUR).toISOString();
    const listed = SAMPLE_PROCEDURES.filter((_, index) => index !== 7).map(
      ({ code, name, onlineLevel }, index) =>
        form({
          MaTTHC: index % 2 === 0 ? `${code}.000.00.00.H56` : code,
          TenTTHC: name,
          MucDo: index === 0 ? 'MOT_PHAN' : onlineLevel,
          DuongDan: `https://dichvucong.example.vn/thu-tuc/${code}`,
          NgayCapNhat,
        }),
    );
    const extra = form({
      MaTTHC: '1.009999',
      TenTTHC: 'Thủ tục đã bãi bỏ còn trên cổng',
      MucDo: '3',
      NgayCapNhat,
    });
    const bad = form({ MaTTHC: '1.009998', TenTTHC: 'Thủ tục không ghi mức độ', NgayCapNhat });
    writeLines(options, 'portal-procedures', '01-thu-tuc-cong-tinh.jsonl', [...listed, extra, bad]);
    return { records: listed.length + 1, bad: 1 };
  },
};
