import { DateTime } from 'luxon';
import type { Json } from '../../../domain/canonical.js';
import { ZONE } from '../../../domain/time.js';
import type { Cell, Column, ColumnType } from './session.js';
import { OFFSET } from './session.js';

const ZONED = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?) ?([+-]\d\d)(?::?(\d\d))?$/;
const LOCAL = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)?$/;

/** A cell as an exchange form has it: times as RFC 3339, or `yyyy-MM-dd HH:mm:ss` where they have no zone. */
export function exchangeValue(cell: Cell, { type }: Column): Json {
  if (cell === null || typeof cell === 'number' || typeof cell === 'boolean') return cell;
  if (typeof cell === 'bigint') return cell.toString();
  if (typeof cell !== 'string') return JSON.parse(JSON.stringify(cell)) as Json;
  if (type === 'zoned') {
    const [, day, time, hours, minutes = '00'] = ZONED.exec(cell) ?? [];
    return day === undefined ? cell : `${day}T${time}${hours}:${minutes}`;
  }
  if (type !== 'local') return cell;
  const [, day, time, fraction] = LOCAL.exec(cell) ?? [];
  if (day === undefined) return cell;
  return fraction === undefined ? `${day} ${time}` : `${day}T${time}${fraction}${OFFSET}`;
}

/** How a column of text writes its times, so that their order as text is their order in time; undefined: it is not. */
type TextStyle = 'compact' | 'spaced' | 'utc' | 'local';

function styleOf(sample: string): TextStyle | undefined {
  if (/^\d{14}$/.test(sample)) return 'compact';
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(sample)) return 'spaced';
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(sample)) return 'utc';
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+07:00$/.test(sample) ? 'local' : undefined;
}

/** Whether times written like this stand in order as text. */
export function isSortable(sample: string): boolean {
  return styleOf(sample) !== undefined;
}

/** A time (ms) as a column compares it; `sample`: a value of a column of text. Undefined: that sample is in no known style. */
export function boundOf(at: number, type: ColumnType, sample: string | undefined): string | undefined {
  const local = DateTime.fromMillis(at, { zone: ZONE });
  if (type === 'zoned') return new Date(at).toISOString();
  if (type === 'local') return local.toFormat('yyyy-MM-dd HH:mm:ss.SSS');
  switch (sample === undefined ? undefined : styleOf(sample)) {
    case 'compact':
      return local.toFormat('yyyyMMddHHmmss');
    case 'spaced':
      return local.toFormat('yyyy-MM-dd HH:mm:ss');
    case 'utc':
      return local.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss");
    case 'local':
      return local.toFormat("yyyy-MM-dd'T'HH:mm:ss");
    default:
      return undefined;
  }
}
