import { describe, expect, it } from 'vitest';
import { until } from '../../../support/poll.js';
import { carriedDossier, carriedNotice, dossier, notice } from './subjects.js';
import type { Running } from './suite.js';

/** Sessions, the rate, and whether a call leaves at all. */
export function describeAccess(running: Running): void {
  describe('sessions and the account', () => {
    it('logs in once for eight sends at once, and once more when the session has ended', async () => {
      const eight = (from: number) =>
        Promise.all(
          Array.from({ length: 8 }, (_, index) => running.sender.send(carriedDossier(dossier(from + index)))),
        );
      for (const { outcome } of await eight(30)) expect(outcome.type).toBe('accepted');
      expect(running.target.services.sessions.logins).toBe(1);
      running.target.endSession();
      for (const { outcome } of await eight(40)) expect(outcome.type).toBe('accepted');
      expect(running.target.services.sessions.logins).toBe(2);
      expect(running.target.holds().dossiers).toBe(16);
    });

    it('gives up after the second refusal of a session, with an outcome that was not processed', async () => {
      running.target.faults.add({ kind: 'sessionExpired' });
      const { outcome } = await running.sender.send(carriedDossier(dossier(50)));
      expect(['busy', 'notSent', 'loginRefused']).toContain(outcome.type);
      expect(running.target.services.sessions.logins).toBeLessThanOrEqual(2);
      expect(running.target.holds().dossiers).toBe(0);
    });

    it('says that a login was refused, and tries no second one at once', async () => {
      await running.restart({ credentials: 'wrong' });
      expect((await running.sender.send(carriedDossier(dossier(51)))).outcome.type).toBe('loginRefused');
      expect((await running.sender.send(carriedDossier(dossier(52)))).outcome.type).toBe('loginRefused');
      expect((await running.target.portal.probe(running.sender.options())).type).toBe('loginRefused');
      expect(running.target.services.sessions.logins).toBe(1);
    });

    it('takes one of the rate for every request, logins and looks too', async () => {
      const { wire } = await running.sender.send(carriedDossier(dossier(53)));
      await running.sender.found(wire);
      await running.sender.send(
        carriedNotice(notice(53), { form: running.conformance.noticeForms[0] ?? 'record' }),
      );
      expect(running.target.services.rate.taken).toBe(running.target.requests());
    });

    it('probes', async () => {
      expect((await running.target.portal.probe(running.sender.options())).type).toBe('accepted');
      await running.target.down();
      await until(
        async () => (await running.target.portal.probe(running.sender.options())).type === 'notSent',
      );
      await running.target.up();
      await until(
        async () => (await running.target.portal.probe(running.sender.options())).type === 'accepted',
      );
    });
  });

  describe('leaving or not', () => {
    it('sends nothing when it is called off right before the first byte', async () => {
      const asked: number[] = [];
      const { outcome } = await running.sender.send(
        carriedDossier(dossier(80)),
        { exists: false },
        {
          beforeSend: () => {
            asked.push(running.target.services.sessions.logins);
            return false;
          },
        },
      );
      expect(outcome.type).toBe('notSent');
      // Asked once, after the login.
      expect(asked).toEqual([1]);
      expect(running.target.holds().dossiers).toBe(0);
    });

    it('sends nothing when it is aborted before', async () => {
      const { outcome } = await running.sender.send(
        carriedDossier(dossier(81)),
        { exists: false },
        { signal: AbortSignal.abort() },
      );
      expect(outcome.type).toBe('notSent');
      expect(running.target.holds().dossiers).toBe(0);
    });

    it('does not know when it is aborted on the way', async () => {
      await running.sender.send(carriedDossier(dossier(82)));
      running.target.faults.add({ kind: 'latency', ms: 60_000 });
      const stop = new AbortController();
      const { outcome } = await running.sender.send(
        carriedDossier(dossier(83)),
        { exists: false },
        {
          signal: stop.signal,
          beforeSend: () => {
            // The portal has it and keeps its answer back.
            void until(() => (running.target.faults.played['latency'] ?? 0) > 0).then(() => stop.abort());
            return true;
          },
        },
      );
      expect(outcome.type).toBe('unknown');
    });

    it('keeps the call as evidence, without session, token or password', async () => {
      const { answer } = await running.sender.send(carriedDossier(dossier(84)));
      expect(answer.evidence.status).toBe(200);
      expect(answer.evidence.response).not.toBe('');
      const text = JSON.stringify(answer.evidence);
      expect(text).toContain(dossier(84).code);
      const session = await running.target.services.sessions.current({
        id: 'account-1',
        portal: '',
        agencyCode: '',
      });
      expect(session?.token).toBeTruthy();
      expect(text).not.toContain(session?.token ?? 'no session');
    });
  });
}
