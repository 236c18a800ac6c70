import { describe, expect, it } from 'vitest';
import { outcomesOf } from './harness.js';
import { carriedDossier, carriedNotice, carriedTrace, dossier, notice, traceItem } from './subjects.js';
import type { Running } from './suite.js';

/** What becomes of dossiers, trace items and notices there. */
export function describeRecords(running: Running): void {
  describe('dossiers', () => {
    it('creates one, and it reads back the same', async () => {
      const { wire, outcome } = await running.sender.send(carriedDossier(dossier(1)));
      expect(outcome).toMatchObject({ type: 'accepted' });
      const remote = await running.sender.found(wire);
      expect(remote.exists).toBe(true);
      expect(running.target.portal.same(remote, wire, 'PUBLISH')).toBe(true);
    });

    it('says of an unknown one that it is not there', async () => {
      const wire = await running.sender.wire(carriedDossier(dossier(2)));
      const remote = await running.sender.found(wire);
      expect(remote.exists).toBe(false);
      expect(running.target.portal.same(remote, wire, 'PUBLISH')).toBe(false);
    });

    it('updates one; the older version is then no longer the same', async () => {
      const first = await running.sender.send(carriedDossier(dossier(3)));
      const later = carriedDossier(dossier(3, { phone: '0900000009' }), { version: 2 });
      const second = await running.sender.send(later, { exists: true });
      expect(second.outcome.type).toBe('accepted');
      const remote = await running.sender.found(second.wire);
      expect(running.target.portal.same(remote, second.wire, 'PUBLISH')).toBe(true);
      expect(running.target.portal.same(remote, first.wire, 'PUBLISH')).toBe(false);
      expect(running.target.holds().dossiers).toBe(1);
    });

    it('takes a second create as the portal does', async () => {
      await running.sender.send(carriedDossier(dossier(4)));
      const again = await running.sender.send(carriedDossier(dossier(4)));
      expect(again.outcome.type).toBe(running.conformance.upserts ? 'accepted' : 'alreadyExists');
      expect(running.target.holds().dossiers).toBe(1);
    });

    it('takes an update of an unknown one as the portal does', async () => {
      const { outcome } = await running.sender.send(carriedDossier(dossier(5)), { exists: true });
      expect(outcome.type).toBe(running.conformance.upserts ? 'accepted' : 'notFound');
    });

    it('gives one payload hash however often its links are signed, another for another version', async () => {
      const first = await running.sender.wire(carriedDossier(dossier(6)));
      const again = await running.sender.wire(carriedDossier(dossier(6)));
      const other = await running.sender.wire(carriedDossier(dossier(6, { phone: '0900000008' })));
      expect(again.payloadHash).toEqual(first.payloadHash);
      expect(other.payloadHash).not.toEqual(first.payloadHash);
    });
  });

  describe('traces', () => {
    it('appends them, twins too, and reads them back as a multiset', async () => {
      const record = dossier(10);
      const { wire } = await running.sender.send(carriedDossier(record));
      const items = [
        traceItem(),
        traceItem(),
        traceItem({ state: 4, at: '2024-08-23T02:30:00.000Z' }),
        { at: '2024-08-23T08:00:00.000Z', state: 9 as const, actor: 'Trần Văn Ví Dụ' },
      ];
      const wires = [];
      for (const [index, item] of items.entries()) {
        const sent = await running.sender.send(carriedTrace(record, item, index + 1), { exists: true });
        expect(sent.outcome.type).toBe('accepted');
        wires.push(sent.wire);
      }
      const remote = await running.sender.found(wire);
      expect(remote.entries?.toSorted()).toEqual(wires.map(({ entryKey }) => entryKey ?? '').toSorted());
      for (const each of wires) expect(running.target.portal.same(remote, each, 'PUBLISH')).toBe(true);
      const never = await running.sender.wire(carriedTrace(record, traceItem({ actor: 'Người Khác' }), 9));
      expect(running.target.portal.same(remote, never, 'PUBLISH')).toBe(false);
    });

    it('sends as many at once as it says that it takes', async () => {
      const record = dossier(11);
      await running.sender.send(carriedDossier(record));
      const count = running.target.portal.limits.batchOf('trace');
      const items = await Promise.all(
        Array.from({ length: count }, async (_, index) => ({
          wire: await running.sender.wire(
            carriedTrace(record, traceItem({ note: `Bước ${index}` }), index + 1),
          ),
          standing: { exists: true },
          phase: 'PUBLISH' as const,
        })),
      );
      const answer = await running.target.portal.deliver(items, running.sender.options());
      expect(outcomesOf(answer, count).map(({ type }) => type)).toEqual(items.map(() => 'accepted'));
      expect(running.target.holds().traces).toBe(count);
    });

    it('says of one whose dossier is not there that it is not, so that the dossier goes first', async () => {
      const { outcome } = await running.sender.send(carriedTrace(dossier(13), traceItem(), 1), {
        exists: true,
      });
      expect(outcome.type).toBe('notFound');
      expect(running.target.holds().traces).toBe(0);
    });

    it('says of a dossier without any that it has none', async () => {
      const { wire } = await running.sender.send(carriedDossier(dossier(12)));
      expect((await running.sender.found(wire)).entries).toEqual([]);
    });
  });

  describe('notices', () => {
    const numbered = (number: number) =>
      notice(number, {
        number: `${number}/QĐ-UBND`,
        documentType: 'Quyết định',
        issuer: 'UBND huyện Ngọc Lặc',
        issuedAt: '2024-08-19T17:00:00.000Z',
      });

    it('has a form for each kind', () => {
      expect(running.target.portal.formsOf('notice', numbered(1))).toEqual([
        ...running.conformance.noticeForms,
      ]);
    });

    it.each(running.conformance.noticeForms)('creates, updates and withdraws a %s', async (form) => {
      const record = numbered(20);
      const created = await running.sender.send(carriedNotice(record, { form }));
      expect(created.outcome.type).toBe('accepted');
      const remoteId = created.outcome.type === 'accepted' ? created.outcome.remoteId : undefined;
      const standing = { exists: true, ...(remoteId === undefined ? {} : { remoteId }) };
      const there = await running.sender.found(created.wire, remoteId);
      expect(there.exists).toBe(true);
      expect(running.target.portal.same(there, created.wire, 'PUBLISH')).toBe(true);

      const changed = { ...record, summary: 'Tóm tắt đã sửa' };
      const updated = await running.sender.send(carriedNotice(changed, { form, version: 2 }), standing);
      expect(updated.outcome.type).toBe('accepted');
      const then = await running.sender.found(updated.wire, remoteId);
      expect(running.target.portal.same(then, updated.wire, 'PUBLISH')).toBe(true);
      expect(running.target.portal.same(then, created.wire, 'PUBLISH')).toBe(false);

      const taken = await running.sender.send(
        carriedNotice(changed, { form, version: 2, phase: 'WITHDRAW' }),
        standing,
      );
      expect(taken.outcome.type).toBe('accepted');
      const after = await running.sender.found(taken.wire, remoteId);
      expect(running.target.portal.same(after, taken.wire, 'WITHDRAW')).toBe(true);
      expect(running.target.portal.same(after, updated.wire, 'PUBLISH')).toBe(false);
    });
  });
}
