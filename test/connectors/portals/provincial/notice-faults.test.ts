import { afterEach, describe, expect, it } from 'vitest';
import type { FaultKind, FaultRule } from '../../../../src/connectors/portals/simulation/fault-kinds.js';
import type { Standing } from '../../../../src/domain/ports.js';
import type { NoticeRecord } from '../../../../src/domain/records.js';
import { Sender } from '../conformance/harness.js';
import { carriedNotice, notice } from '../conformance/subjects.js';
import { type ProvincialTarget, startProvincial } from './start.js';

let target: ProvincialTarget | undefined;
afterEach(async () => {
  await target?.portal.close();
  await target?.close();
  target = undefined;
});

/** Faults that may hit any call of a notice, with what they need. */
const FAULTS: [FaultKind, Partial<FaultRule>?][] = [
  ['status500'],
  ['status503'],
  ['status429'],
  ['resetBeforeRead'],
  ['resetAfterApply'],
  ['applied500'],
  ['applied504'],
  ['timeoutAfterApply', { ms: 30 }],
  ['halfBody'],
  ['html200'],
  ['otherShape'],
  ['sessionExpired'],
  ['otherLogin'],
];
/** Where it hits: the create, its read-back, the search, or what prepares them. */
const PLACES = [
  { service: 'TinBais', after: 0 },
  { service: 'TinBais', after: 1 },
  { service: 'UploadFile', after: 0 },
  { service: 'KenhTins', after: 0 },
  { service: 'token', after: 0 },
];

/**
 * The ledger's rules in small: unknown is looked for, "not there" is sent again, what surely did not leave is sent again.
 * `forget`: each step by another process, which has only what the last one was told.
 */
async function carry(record: NoticeRecord, form: 'article' | 'legal', forget: boolean): Promise<Standing> {
  let standing: Standing = { exists: false };
  const carried = carriedNotice(record, { form });
  for (let step = 0; step < 12; step += 1) {
    const now = target;
    if (!now) throw new Error('no target');
    if (forget && step > 0) await anotherProcess();
    const sender = new Sender(target ?? now);
    const { outcome, wire } = await sender.send(carried, standing);
    if (outcome.type === 'accepted') return { exists: true, remoteId: outcome.remoteId ?? '' };
    if (outcome.type !== 'unknown') continue;
    if (forget) await anotherProcess();
    for (let looks = 0; looks < 6; looks += 1) {
      const answer = await new Sender(target ?? now).look(wire, standing.remoteId);
      if (!answer.ok) continue;
      const { remote } = answer;
      if ((target ?? now).portal.same(remote, wire, 'PUBLISH')) {
        return { exists: true, ...(remote.remoteId === undefined ? {} : { remoteId: remote.remoteId }) };
      }
      standing = {
        exists: remote.exists,
        ...(remote.remoteId === undefined ? {} : { remoteId: remote.remoteId }),
      };
      break;
    }
  }
  throw new Error('never settled');
}

/** The same simulator, a new connector that remembers nothing. */
async function anotherProcess(): Promise<void> {
  if (!target) throw new Error('no target');
  await target.portal.close();
  target.portal = target.connect();
}

const numbered = notice(7, { number: '7/QĐ-UBND', issuer: 'UBND huyện Ngọc Lặc' });

describe.each([
  ['article', false],
  ['article', true],
  ['legal', false],
  ['legal', true],
] as const)('faults around the %s (by another process each time: %s)', (form, forget) => {
  const places = PLACES.map((place) =>
    form === 'legal' && place.service === 'TinBais' ? { ...place, service: 'QuanLyVanBans' } : place,
  );
  const cases = FAULTS.flatMap(([kind, more]) =>
    places
      .filter(({ service, after }) => {
        // A look applies nothing, a token is not asked for with a token, a legal document has no channel.
        if (/AfterApply|^applied/.test(kind) && (after > 0 || /token|KenhTins/.test(service))) return false;
        if (/session|otherLogin/.test(kind) && service === 'token') return false;
        return form === 'article' || service !== 'KenhTins';
      })
      .map((place) => [kind, place.service, place.after, more ?? {}] as const),
  );

  it.each(cases)('%s at %s after %i: there exactly once', async (kind, service, after, more) => {
    target = await startProvincial({ profile: { answerTimeout: 2_000 } });
    target.faults.add({ kind, match: { service }, after, times: 1, ...more });
    await carry(numbered, form, forget);
    const { articles, legalDocuments } = target.simulator.state;
    const section = form === 'article' ? articles : legalDocuments;
    const live = [...section.values()].filter(({ record }) => record.current);
    expect(live).toHaveLength(1);
    expect(target.faults.played[kind]).toBe(1);
  });
});

it('a read-back that lags: never created twice', async () => {
  target = await startProvincial();
  target.faults.add({ kind: 'readBackLag', ms: 300, match: { service: 'TinBais' }, times: 1 });
  const sender = new Sender(target);
  const { outcome, wire } = await sender.send(carriedNotice(notice(8), { form: 'article' }));
  expect(outcome.type).toBe('unknown');
  for (;;) {
    const answer = await sender.look(wire);
    if (answer.ok && answer.remote.exists) {
      expect(target.portal.same(answer.remote, wire, 'PUBLISH')).toBe(true);
      break;
    }
  }
  expect(target.holds().notices).toBe(1);
});
