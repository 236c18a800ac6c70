import { describe, expect, it } from 'vitest';
import { provincial } from '../../../../src/connectors/portals/provincial/index.js';
import { uploadName } from '../../../../src/connectors/portals/provincial/upload-name.js';
import type { Carried, Readiness } from '../../../../src/domain/ports.js';
import { FakeFiles, fakePortalServices, sampleCatalogue } from '../../../support/portal-services.js';
import {
  carriedDossier,
  carriedNotice,
  dossier,
  FILES,
  notice,
  RESULT_FILE,
} from '../conformance/subjects.js';
import { options } from './hand-server.js';

async function ready(carried: Carried, files: FakeFiles, profile: unknown = {}): Promise<Readiness> {
  const environment = { PROVINCIAL_PORTAL_URL: 'http://127.0.0.1:1' };
  const portal = provincial.create(environment, provincial.parseProfile(profile), fakePortalServices());
  const rendering = portal?.render(carried, sampleCatalogue, options().account);
  if (!portal || !rendering?.ok) throw new Error('not rendered');
  return await portal.ready(rendering.wire, files);
}

describe('files of a body', () => {
  it.each([
    ['FILE_UNAVAILABLE', false],
    ['FILE_HOST_NOT_ALLOWED', false],
    ['retry', true],
  ] as const)('%s: said with the field', async (reason, retry) => {
    const files = new FakeFiles(FILES, new Map([[RESULT_FILE, reason]]));
    const answer = await ready(carriedDossier(dossier(1)), files);
    expect(answer).toMatchObject({ ok: false, retry, field: 'Attachments[0].Base64' });
    if (!answer.ok && !answer.retry) expect(answer.hold).toBe(reason);
  });

  it('holds a result over the profile’s bound, and only that', async () => {
    const size = FILES.get(RESULT_FILE)?.length ?? 0;
    const carried = carriedDossier(dossier(1));
    expect(await ready(carried, new FakeFiles(FILES), { maxAttachment: size })).toMatchObject({ ok: true });
    expect(await ready(carried, new FakeFiles(FILES), { maxAttachment: size - 1 })).toMatchObject({
      ok: false,
      hold: 'FILE_TOO_LARGE',
    });
    const uploaded = carriedNotice(notice(1), { form: 'article' });
    expect(await ready(uploaded, new FakeFiles(FILES), { maxAttachment: 1 })).toMatchObject({ ok: true });
  });

  it('hashes a file by its content, so that other bytes are another payload', async () => {
    const hashOf = async (content: string): Promise<string> => {
      const answer = await ready(
        carriedDossier(dossier(1)),
        new FakeFiles(new Map([[RESULT_FILE, Buffer.from(content)]])),
      );
      return answer.ok ? answer.wire.payloadHash.toString('hex') : '';
    };
    expect(await hashOf('a')).toBe(await hashOf('a'));
    expect(await hashOf('a')).not.toBe(await hashOf('b'));
  });

  it('fetches nothing for what is taken down', async () => {
    const files = new FakeFiles();
    const carried = carriedNotice(notice(1), { form: 'article', phase: 'WITHDRAW' });
    expect(await ready(carried, files)).toMatchObject({ ok: true });
    expect(files.kept).toEqual([]);
  });

  it.each([
    ['Lịch tiếp dân.pdf', 'files/a.bin', 'Lịch tiếp dân-lt0123456789abcdef.pdf'],
    ['Quyết định', 'https://h.test/x/qd.docx?v=1', 'Quyết định-lt0123456789abcdef.docx'],
    ['a##b/c"d.pdf', 'a', 'a b c d-lt0123456789abcdef.pdf'],
    ['.pdf', 'a', 'tep-lt0123456789abcdef.pdf'],
    ['x'.repeat(200), 'a', `${'x'.repeat(80)}-lt0123456789abcdef`],
  ])('uploads %s under a safe name that tells its content', (name, reference, expected) => {
    expect(uploadName({ name, reference }, '0123456789abcdef'.repeat(4))).toBe(expected);
  });
});

describe('what is not carried', () => {
  const environment = { PROVINCIAL_PORTAL_URL: 'http://127.0.0.1:1' };
  const portal = provincial.create(environment, provincial.parseProfile({}), fakePortalServices());
  const render = (carried: Carried) => portal?.render(carried, sampleCatalogue, options().account);

  it('a dossier deleted at the source', () => {
    const deleted = carriedDossier(dossier(1, { deleted: true }));
    expect(render(deleted)).toMatchObject({ ok: false, hold: 'DELETED_AT_SOURCE' });
  });

  it('a notice without a number, as a legal document', () => {
    const carried = carriedNotice(notice(1), { form: 'legal' });
    expect(render(carried)).toMatchObject({ ok: false, hold: 'MISSING_FIELD', field: 'SoKyHieu' });
  });

  it('more than what finds it again, to take a notice down', () => {
    const bare = notice(1, { title: '', body: '', publishedAt: '', attachments: [], deleted: true });
    const carried = carriedNotice(notice(1), {
      form: 'legal',
      phase: 'WITHDRAW',
      snapshot: { record: bare, number: 1 },
    });
    expect(render(carried)).toMatchObject({ ok: true });
    expect(render({ ...carried, form: 'article' })).toMatchObject({ ok: true });
  });
});
