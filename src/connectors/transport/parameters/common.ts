import { transportOf, transports } from '../table.js';
import { duration, type Kind } from './kinds.js';
import type { Parameter } from './parameter.js';

const address: Kind = {
  name: 'address',
  // It may hold a password.
  secret: true,
  expected(text) {
    const known = transports.flatMap(({ schemes }) => schemes).map((scheme) => `${scheme}//`);
    const expected = `an address that begins with ${known.join(' or ')}`;
    if (!URL.canParse(text)) return expected;
    const url = new URL(text);
    const transport = transportOf(url);
    return transport ? transport.expectAddress?.(url) : expected;
  },
};

/** Where a source is read from. */
export const URL_PARAMETER: Parameter = {
  name: 'URL',
  kind: address,
  means: {
    vi: `Nơi đọc dữ liệu: ${transports.map((each) => `${each.schemes[0]}// ${each.means.vi}`).join('; ')}`,
    en: `Where it is read from: ${transports.map((each) => `${each.schemes[0]}// ${each.means.en}`).join('; ')}`,
  },
  example: 'file:///srv/lienthong/{source}',
  absent: { vi: 'nguồn này tắt', en: 'this source is off' },
};

/** How often the schedule pulls a source. */
export const EVERY: Parameter = {
  name: 'EVERY',
  kind: duration,
  means: {
    vi: 'Lịch tự đọc không sớm hơn chừng này kể từ lần đọc trọn vẹn trước',
    en: 'The schedule pulls it no sooner than this after its last whole run',
  },
  example: '10m',
  absent: { vi: 'mỗi lần SYNC_EVERY', en: 'at every SYNC_EVERY' },
};

/** What every source has, whatever its transport. */
export const commonParameters: readonly Parameter[] = [URL_PARAMETER, EVERY];
