import { describe, expect, it } from 'vitest';
import { migrate, migrateDown, requireCurrentStore, StoreOutdated } from '../../src/store/migrate.js';
import { SealBroken, Sealer } from '../../src/store/sealed.js';
import { freshDatabase } from '../support/database.js';

describe('sealed columns', () => {
  const sealer = new Sealer(Buffer.alloc(32, 1));
  it('opens what it sealed, and never seals the same text to the same bytes', () => {
    const a = sealer.seal('038201000123');
    expect(sealer.open(a).toString()).toBe('038201000123');
    expect(sealer.seal('038201000123').equals(a)).toBe(false);
  });
  it('refuses an altered value and another key', () => {
    const sealed = sealer.seal('x');
    const altered = Buffer.from(sealed);
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    expect(() => sealer.open(altered)).toThrow(SealBroken);
    expect(() => new Sealer(Buffer.alloc(32, 2)).open(sealed)).toThrow(/sealed with key/);
  });
  it('gives NFC and NFD of one text the same search key', () => {
    expect(sealer.keyedHash('Đặng'.normalize('NFD'))).toEqual(sealer.keyedHash('Đặng'));
  });
});

describe('migrations', () => {
  it('go down to nothing and up again', async () => {
    const { url, database, drop } = await freshDatabase();
    await requireCurrentStore(database);
    await migrateDown(url);
    const { rows } = await database.query<{ n: string }>(
      `select count(*) n from pg_tables where schemaname = 'public' and tablename <> 'migration'`,
    );
    expect(rows[0]?.n).toBe('0');
    await expect(requireCurrentStore(database)).rejects.toThrow(StoreOutdated);
    await migrate(url);
    await requireCurrentStore(database);
    await drop();
  });
});
