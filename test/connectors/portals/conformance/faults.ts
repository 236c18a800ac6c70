import { describe, expect, it } from 'vitest';
import type { FaultKind, FaultRule } from '../../../../src/connectors/portals/simulation/fault-kinds.js';
import type { Outcome, ReadyWire } from '../../../../src/domain/ports.js';
import { until } from '../../../support/poll.js';
import { carriedDossier, carriedTrace, dossier, traceItem } from './subjects.js';
import type { Running } from './suite.js';

/** Faults that a look can meet too. */
const PLAYED_ON_LOOKS: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'status500',
  'status503',
  'status429',
  'resetBeforeRead',
  'halfBody',
  'html200',
  'otherShape',
  'busy',
  'maintenance',
]);

/** Each fault of the simulators, and the class of outcome that it must come out as. */
export function describeFaults(running: Running): void {
  describe('faults', () => {
    /** Whether the write stands there afterwards; undefined: either. */
    type Applied = boolean | undefined;
    const cases: [FaultKind, Outcome['type'], Applied, Partial<FaultRule>?][] = [
      ['latency', 'accepted', true, { ms: 20 }],
      ['status500', 'unknown', false],
      ['status503', 'notSent', false],
      ['status429', 'notSent', false],
      ['resetBeforeRead', 'unknown', false],
      ['resetAfterApply', 'unknown', true],
      ['applied500', 'unknown', true],
      ['applied504', 'unknown', true],
      ['timeoutAfterApply', 'unknown', true, { ms: 50 }],
      ['halfBody', 'unknown', undefined],
      ['html200', 'unknown', undefined],
      ['otherShape', 'unknown', undefined],
      ['sessionExpired', 'accepted', true, { times: 1 }],
      ['otherLogin', 'accepted', true, { times: 1 }],
      ['refuseRecord', 'refused', false],
      ['busy', 'busy', false],
      ['maintenance', 'notSent', false, { for: 1 }],
    ];

    /** A maintenance window ends by itself. */
    const foundAtLast = (wire: ReadyWire) =>
      until(async () => {
        const answer = await running.sender.look(wire);
        return answer.ok ? answer.remote : undefined;
      });

    it.each(cases)('%s of a dossier: %s', async (kind, type, applied, rule) => {
      // The session stands already, so that the fault plays on the call itself.
      await running.sender.send(carriedDossier(dossier(60)));
      running.target.faults.add({ kind, ...rule });
      const { wire, outcome } = await running.sender.send(carriedDossier(dossier(61)));
      expect(outcome.type).toBe(type);
      if (kind === 'status429') expect(outcome).toHaveProperty('retryAfterMs', 1000);
      running.target.faults.clear();
      const remote = await foundAtLast(wire);
      if (applied !== undefined) expect(remote.exists).toBe(applied);
      if (remote.exists) expect(running.target.portal.same(remote, wire, 'PUBLISH')).toBe(true);
    });

    it.each(cases)('%s of a trace item: %s', async (kind, type, applied, rule) => {
      const record = dossier(62);
      const { wire: there } = await running.sender.send(carriedDossier(record));
      running.target.faults.add({ kind, ...rule });
      const { outcome } = await running.sender.send(carriedTrace(record, traceItem(), 1), { exists: true });
      expect(outcome.type).toBe(type);
      running.target.faults.clear();
      const count = (await foundAtLast(there)).entries?.length;
      if (applied !== undefined) expect(count).toBe(applied ? 1 : 0);
    });

    const onLooks = cases.filter(
      ([kind]) => PLAYED_ON_LOOKS.has(kind) && !running.conformance.neverOnLooks?.includes(kind),
    );

    it.each(onLooks)('%s of a look: no answer', async (kind, type, _applied, rule) => {
      const { wire } = await running.sender.send(carriedDossier(dossier(63)));
      running.target.faults.add({ kind, ...rule });
      const answer = await running.sender.look(wire);
      expect(answer.ok).toBe(false);
      if (!answer.ok) expect(answer.outcome.type).toBe(type);
    });

    it('a portal that is down: not sent', async () => {
      const { wire } = await running.sender.send(carriedDossier(dossier(64)));
      await running.target.down();
      // Uses up the kept connection, on which a request would be lost instead.
      await running.sender.look(wire);
      const { outcome } = await running.sender.send(carriedDossier(dossier(65)));
      expect(outcome.type).toBe('notSent');
      await running.target.up();
      expect(running.target.holds().dossiers).toBe(1);
    });

    it('no answer in time: unknown, and it stands there', async () => {
      await running.restart({ profile: { answerTimeout: 1_500 } });
      await running.sender.send(carriedDossier(dossier(66)));
      running.target.faults.add({ kind: 'timeoutAfterApply', times: 1 });
      const { wire, outcome } = await running.sender.send(carriedDossier(dossier(67)));
      expect(outcome.type).toBe('unknown');
      expect((await running.sender.found(wire)).exists).toBe(true);
    });

    it('keeps a refusal’s code and words', async () => {
      running.target.faults.add({ kind: 'refuseRecord', code: 77, message: 'Hồ sơ đã tồn tại' });
      const { outcome } = await running.sender.send(carriedDossier(dossier(68)));
      expect(outcome).toEqual({ type: 'refused', code: '77', message: 'Hồ sơ đã tồn tại' });
    });
  });
}
