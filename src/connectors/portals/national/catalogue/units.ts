import {
  type Account,
  type Page,
  type PullContext,
  type Source,
  SourceUnreachable,
} from '../../../../domain/ports.js';
import { DAILY_MS, PAGE, pageOf } from '../../catalogue-reading.js';
import type { EnvelopeClient } from '../client/envelope-client.js';
import { SERVICE } from '../contract.js';
import { decodeUnit } from './decode-unit.js';
import { rowsOf } from './reading.js';

/** The agencies of the national catalogue (`LayDanhMucCoQuan`). Always read whole. */
export function unitSource(client: EnvelopeClient | undefined, account: () => Promise<Account>): Source {
  return {
    name: 'national-units',
    kind: 'unit',
    label: 'Danh mục cơ quan, đơn vị quốc gia',
    order: 10,
    configured: client !== undefined,
    everyMs: DAILY_MS,
    async *pull(_cursor, { signal }: PullContext): AsyncIterable<Page> {
      if (!client) throw new SourceUnreachable('NATIONAL_PORTAL_URL is not set');
      const rows = await rowsOf({ client, account: await account(), signal }, { service: SERVICE.units });
      for (let start = 0; start < rows.length; start += PAGE) {
        yield pageOf(rows.slice(start, start + PAGE), start, rows.length);
      }
    },
    decode: ({ raw }, { now }) => decodeUnit(raw, now),
  };
}
