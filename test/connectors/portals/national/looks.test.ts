import { describe, expect, it } from 'vitest';
import type { LookupKey, Outcome } from '../../../../src/domain/ports.js';
import { options, scripted } from './scripted.js';
import type { ScriptedAnswer } from './scripted-server.js';

const script = scripted();

describe('looks', () => {
  const look = (answer: ScriptedAnswer, key: Partial<LookupKey> = {}) => {
    script.server.answer = () => answer;
    return script.portal.lookup({ operation: 'dossier', key: 'K0', ...key }, options());
  };

  it.each<[string, ScriptedAnswer]>([
    ['an empty list', { json: { error_code: '0', result: [] } }],
    ['the code', { json: { error_code: -3 } }],
    ['no list', { json: { error_code: '0' } }],
    ['a list that is null', { json: { error_code: '00', result: null } }],
  ])('not there, by %s', async (_name, answer) => {
    expect(await look(answer)).toMatchObject({ ok: true, remote: { exists: false } });
  });

  it.each<[string, ScriptedAnswer, Outcome['type']]>([
    ['another key', { json: { error_code: '0', result: [{ MaHoSo: 'K1' }] } }, 'unknown'],
    ['a record without a key', { json: { error_code: '0', result: [{}] } }, 'unknown'],
    [
      'traces of another shape',
      { json: { error_code: '0', result: [{ MaHoSo: 'K0', QuaTrinhXuLy: [1] }] } },
      'unknown',
    ],
    ['half a body', { text: '{"error_code":"0","result":[' }, 'unknown'],
    ['busy', { json: { error_code: '-9' } }, 'busy'],
    ['a refusal', { json: { error_code: '17' } }, 'refused'],
    ['alreadyExists', { json: { error_code: '3' } }, 'refused'],
    ['HTTP 503', { status: 503, text: '' }, 'notSent'],
    ['HTTP 500', { status: 500, text: '' }, 'unknown'],
    ['HTTP 404', { status: 404, text: '' }, 'refused'],
  ])('no answer: %s', async (_name, answer, type) => {
    expect(await look(answer)).toMatchObject({ ok: false, outcome: { type } });
  });

  it('does not believe "not there" from an answer without a list while what went again would show twice', async () => {
    const lost = { doubles: true };
    expect(await look({ json: { error_code: '0' } }, lost)).toMatchObject({
      ok: false,
      outcome: { type: 'unknown' },
    });
    expect(await look({ json: { error_code: '0', result: [] } }, lost)).toMatchObject({
      ok: true,
      remote: { exists: false },
    });
  });

  it('gives the record and its traces’ keys, alike for a number and its text, with or without MaHoSo', async () => {
    const trace = { ThoiDiemXuLy: '20240823083000', NguoiXuLy: 'A', NoiDungXuLy: 'x' };
    const record = {
      MaHoSo: 'K0',
      QuaTrinhXuLy: [
        { ...trace, TrangThai: '2' },
        { ...trace, TrangThai: 2, MaHoSo: 'K0' },
        { ...trace, TrangThai: 4 },
      ],
    };
    const answer = await look({ json: { error_code: '0', result: [record] } });
    if (!answer.ok) throw new Error('no answer');
    expect(answer.remote.body).toEqual(record);
    const [first, second, third] = answer.remote.entries ?? [];
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it.each([undefined, null, '', []])('reads traces of %j as none', async (QuaTrinhXuLy) => {
    const answer = await look({ json: { error_code: '0', result: [{ MaHoSo: 'K0', QuaTrinhXuLy }] } });
    expect(answer).toMatchObject({ ok: true, remote: { exists: true, entries: [] } });
  });

  it('shows no traces where the profile says that the portal shows none', async () => {
    await script.reconnect({ traceReadBack: false });
    expect(script.portal.limits.batchOf('trace')).toBe(1);
    const answer = await look({ json: { error_code: '0', result: [{ MaHoSo: 'K0', QuaTrinhXuLy: [] }] } });
    expect(answer.ok && answer.remote.entries).toBeUndefined();
  });
});
