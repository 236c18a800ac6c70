import type { SystemFreshness } from '../../schema/freshness.js';

/** Something that is counted over the systems themselves: one that is added is in it by its own definition. */
export interface SystemMeasure {
  code: string;
  label: string;
  labelEn: string;
  target: number;
  count(systems: readonly SystemFreshness[]): { part: number; whole: number };
}

const connected = ({ configured, lastDoneAt }: SystemFreshness) => configured && lastDoneAt !== null;
const share = (part: readonly SystemFreshness[], whole: readonly SystemFreshness[]) => ({
  part: part.length,
  whole: whole.length,
});
const sum = (systems: readonly SystemFreshness[], of: (system: SystemFreshness) => number) =>
  systems.reduce((total, system) => total + of(system), 0);

/** In the order of the report, before what systems bring by themselves. */
export const systemMeasures: readonly SystemMeasure[] = [
  {
    code: 'SYSTEMS_CONNECTED',
    label: 'Tỷ lệ hệ thống thông tin đã kết nối, đã đọc trọn vẹn ít nhất một lần',
    labelEn: 'Share of systems that are connected and were read wholly at least once',
    target: 100,
    count: (systems) => share(systems.filter(connected), systems),
  },
  {
    code: 'SYSTEMS_FRESH',
    label: 'Tỷ lệ hệ thống đã kết nối có dữ liệu cập nhật đúng hạn',
    labelEn: 'Share of connected systems whose data is fresh',
    target: 100,
    count: (systems) => {
      const configured = systems.filter((system) => system.configured);
      return share(
        configured.filter(({ stale }) => !stale),
        configured,
      );
    },
  },
  {
    code: 'RECORDS_TAKEN_IN',
    label: 'Tỷ lệ bản ghi của các hệ thống đã được tiếp nhận, không nằm ở vùng cách ly',
    labelEn: 'Share of records that were taken in and do not wait in quarantine',
    target: 100,
    count: (systems) => {
      const held = sum(systems, ({ records }) => records);
      return { part: held, whole: held + sum(systems, ({ openQuarantine }) => openQuarantine) };
    },
  },
];
