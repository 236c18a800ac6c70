import { describe, expect, it } from 'vitest';
import type { Account, Carried, Catalogue, Files, Portal } from '../../src/domain/ports.js';
import { makeReady } from '../../src/ledger/prepare.js';

const WIRE = { operation: 'dossier', key: 'H56.14-1', body: {}, files: [], flags: [] };

function readyThat(error: Error) {
  const portal = {
    render: () => ({ ok: true, wire: WIRE }),
    ready: () => Promise.reject(error),
  } as unknown as Portal;
  return makeReady({} as Carried, {
    portal,
    account: {} as Account,
    catalogue: {} as Catalogue,
    files: {} as Files,
  });
}

describe('what cannot be made ready', () => {
  it('says nothing of the record while the store is away', async () => {
    const away = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
    await expect(readyThat(away)).rejects.toBe(away);
  });

  it('is tried again while the folder of files fails', async () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' });
    expect(await readyThat(full)).toMatchObject({ ok: false, retry: true });
  });

  it('is held when it is the mapping that fails, without a word of its content', async () => {
    const broken = await readyThat(new TypeError('Nguyễn Văn A is not iterable'));
    expect(broken).toMatchObject({ ok: false, retry: false, hold: 'UNRENDERABLE' });
    expect(JSON.stringify(broken)).not.toContain('Nguyễn');
  });
});
