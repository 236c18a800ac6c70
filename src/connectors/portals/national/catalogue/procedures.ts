import pLimit from 'p-limit';
import type { JsonObject } from '../../../../domain/canonical.js';
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
import { decodeProcedure } from './decode-procedure.js';
import { type CatalogueAccess, rowsOf, textOf } from './reading.js';

/**
 * The national catalogue's procedures: the list (`LayDanhSachTTHC`), then each one's detail (`LayThuTuc`), `concurrency` at a
 * time. Always read whole.
 */
export function procedureSource(
  client: EnvelopeClient | undefined,
  account: () => Promise<Account>,
  concurrency: number,
): Source {
  return {
    name: 'national-catalogue',
    kind: 'procedure',
    label: 'Danh mục thủ tục hành chính quốc gia',
    order: 20,
    configured: client !== undefined,
    everyMs: DAILY_MS,
    async *pull(_cursor, { signal }: PullContext): AsyncIterable<Page> {
      if (!client) throw new SourceUnreachable('NATIONAL_PORTAL_URL is not set');
      const access = { client, account: await account(), signal };
      const rows = await rowsOf(access, { service: SERVICE.procedures });
      const limit = pLimit(concurrency);
      for (let start = 0; start < rows.length; start += PAGE) {
        const page = rows.slice(start, start + PAGE);
        const detailed = await limit.map(page, (row) => withDetail(access, row));
        yield pageOf(detailed, start, rows.length);
      }
    },
    decode: ({ raw }, { now }) => decodeProcedure(raw, now),
  };
}

/** The row with its detail over it; without a detail, the row alone: decoding names what it lacks. */
async function withDetail(access: CatalogueAccess, row: JsonObject): Promise<JsonObject> {
  const code = textOf(row, 'MATTHC');
  if (code === undefined) return row;
  const [detail] = await rowsOf(access, { service: SERVICE.procedure, maTTHC: code });
  return { ...row, ...detail };
}
