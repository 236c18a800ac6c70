import type { Principal } from '../access/principal.js';
import { canonicalJson } from '../domain/canonical.js';
import type { Database } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';

/** One sealer at a time in the whole installation. */
const SEALER_LOCK = 7_206_116;
const PURPOSE = 'receipt-chain';
const PAGE = 1_000;

/** A receipt as it is chained: every column but its place in the chain. */
export interface ReceiptRow {
  id: string;
  delivery_id: string;
  exchange_id: string | null;
  portal: string;
  form: string;
  kind: string;
  subject_kind: string;
  key_hash: Buffer;
  version: number;
  phase: string;
  generation: number;
  content_hash: Buffer;
  payload_hash: Buffer | null;
  answer_code: string | null;
  proof: string;
  catalogue_version: string | null;
  profile_version: string | null;
  accepted_at: Date;
}

/** The columns of {@link ReceiptRow}, for whoever reads receipts to verify them. */
export const RECEIPT_COLUMNS =
  'id, delivery_id, exchange_id, portal, form, kind, subject_kind, key_hash, version, phase, generation, content_hash, ' +
  'payload_hash, answer_code, proof, catalogue_version, profile_version, accepted_at';

/**
 * The next link: a keyed hash over the link before, the number and the receipt's own facts. Without the installation's key
 * nobody can make one that fits; a changed, removed or inserted receipt breaks all links behind it.
 */
export function chainLink(sealer: Sealer, before: Buffer | undefined, seq: bigint, row: ReceiptRow): Buffer {
  const facts = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? value.toString('hex') : value,
    ]),
  );
  const text = canonicalJson({ ...facts, accepted_at: row.accepted_at.toISOString(), seq: String(seq) });
  return sealer.sign(PURPOSE, Buffer.concat([before ?? Buffer.alloc(32), Buffer.from(text, 'utf8')]));
}

/**
 * Numbers and chains the receipts that settle has inserted since. Returns how many; 0 too when another process is at it.
 * Call it every few seconds.
 */
export async function sealReceipts(
  database: Database,
  _principal: Principal,
  sealer: Sealer,
  { page = PAGE }: { page?: number } = {},
): Promise<number> {
  let sealed = 0;
  for (;;) {
    const now = await database.transaction(async (client) => {
      const lock = await client.query<{ won: boolean }>('select pg_try_advisory_xact_lock($1) as won', [
        SEALER_LOCK,
      ]);
      if (!lock.rows[0]?.won) return 0;
      const last = await client.query<{ seq: string; chain: Buffer }>(
        'select seq, chain from receipt where seq is not null order by seq desc limit 1',
      );
      const { rows } = await client.query<ReceiptRow>(
        `select ${RECEIPT_COLUMNS} from receipt where seq is null order by accepted_at, id limit $1`,
        [page],
      );
      let seq = BigInt(last.rows[0]?.seq ?? 0);
      let chain = last.rows[0]?.chain;
      const links = rows.map((row) => {
        seq += 1n;
        chain = chainLink(sealer, chain, seq, row);
        return { id: row.id, seq: String(seq), chain };
      });
      await client.query(
        `update receipt set seq = link.seq, chain = link.chain
          from unnest($1::uuid[], $2::bigint[], $3::bytea[]) as link(id, seq, chain) where receipt.id = link.id`,
        [links.map(({ id }) => id), links.map((link) => link.seq), links.map((link) => link.chain)],
      );
      return rows.length;
    });
    sealed += now;
    if (now < page) return sealed;
  }
}

/** Walks the whole chain; undefined when it is whole, else the first number that does not fit. */
export async function verifyReceipts(
  database: Database,
  _principal: Principal,
  sealer: Sealer,
  { page = PAGE }: { page?: number } = {},
): Promise<{ brokenAt: string } | undefined> {
  let before: Buffer | undefined;
  let seq = 0n;
  for (;;) {
    const { rows } = await database.query<ReceiptRow & { seq: string; chain: Buffer }>(
      `select seq, chain, ${RECEIPT_COLUMNS} from receipt where seq > $1 order by seq limit $2`,
      [String(seq), page],
    );
    for (const { seq: number, chain, ...row } of rows) {
      seq += 1n;
      if (number !== String(seq) || !chainLink(sealer, before, seq, row).equals(chain))
        return { brokenAt: number };
      before = chain;
    }
    if (rows.length < page) return undefined;
  }
}
