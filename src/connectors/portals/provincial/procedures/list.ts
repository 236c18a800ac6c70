import type { Json, JsonObject } from '../../../../domain/canonical.js';
import {
  type Account,
  type Page,
  type PullContext,
  type Source,
  SourceUnreachable,
} from '../../../../domain/ports.js';
import { answered, DAILY_MS, PAGE, pageOf } from '../../catalogue-reading.js';
import type { Connection } from '../client/connection.js';
import { readList } from '../client/lists.js';
import type { ListItem } from '../contract.js';
import { decodeListed, PORTAL_PROCEDURES } from './index.js';

/**
 * The portal's own list over its REST, under its token; always read whole. In the place of a source of its name that has no address. `path`:
 * where the list is, under the portal's address.
 */
export function listedProcedures(
  connect: () => Connection,
  path: string,
  account: () => Promise<Account>,
): Source {
  const { name, kind, label, order } = PORTAL_PROCEDURES;
  return {
    ...{ name, kind, label, order, configured: true, everyMs: DAILY_MS },
    async *pull(_cursor, { signal }: PullContext): AsyncIterable<Page> {
      const options = { account: await account(), signal };
      const connection = connect();
      try {
        const read = () => readList(connection.caller, path, {}, options, false);
        const { items } = await answered(path, signal, read);
        for (let start = 0; start < items.length; start += PAGE) {
          yield pageOf(items.slice(start, start + PAGE).map(formOf), start, items.length);
        }
      } finally {
        connection.close();
      }
    },
    decode: ({ raw }, { now }) => {
      if (raw === null || typeof raw !== 'object') throw new TypeError('an item of the list is an object');
      return decodeListed(raw, now);
    },
    async probe(signal) {
      const connection = connect();
      try {
        const answer = await readList(
          connection.caller,
          path,
          {},
          { account: await account(), signal },
          false,
        );
        if (!answer.ok) throw new SourceUnreachable(`${path}: ${answer.last.status ?? answer.outcome.type}`);
        return `${answer.items.length} thủ tục (procedures)`;
      } finally {
        connection.close();
      }
    },
  };
}

/** An item in the exchange form; a procedure that is there and not in use (`suDung`) has left what citizens see. */
function formOf(item: ListItem): JsonObject {
  const form: { [key: string]: Json | undefined } = {
    MaTTHC: textOf(item['maTTHC']),
    TenTTHC: textOf(item['tenTTHC']),
    MucDo: textOf(item['mucDo']),
    DuongDan: textOf(item['urlRedirect']),
    NgayCapNhat: textOf(item['ngayCapNhat']),
    DaXoa: item['suDung'] === false || item['suDung'] === 0 ? true : undefined,
  };
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
