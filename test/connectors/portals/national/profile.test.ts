import { describe, expect, it } from 'vitest';
import { national } from '../../../../src/connectors/portals/national/index.js';
import { parseProfile, versionOf } from '../../../../src/connectors/portals/national/profile.js';
import { fakePortalServices } from '../../../support/portal-services.js';

describe('the profile', () => {
  it('has the contract’s defaults', () => {
    expect(parseProfile({})).toEqual({
      loginPath: '/mapi/login',
      servicePath: '/mapi/g',
      dstcodeIn: 'both',
      codes: {
        accepted: ['0', '00'],
        alreadyExists: ['3'],
        notFound: ['-3'],
        sessionExpired: ['-2'],
        busy: ['-9'],
      },
      notProcessedHttp: [503],
      connectTimeout: 10000,
      answerTimeout: 60000,
      maxBatch: 50,
      maxBatchBytes: 4000000,
      traceBatch: 10,
      traceReadBack: true,
      readBackDelays: [2000, 6000, 15000],
      readBackTries: 10,
      attempts: 8,
      concurrency: 4,
      requestsPerSecond: 20,
      absent: 'omit',
      sendRegistered: false,
      notices: true,
      adoption: 'before-enabled',
    });
  });

  it.each([
    ['an unknown key', { maxBatches: 3 }, 'maxBatches'],
    ['an unknown key in codes', { codes: { ok: ['0'] } }, 'ok'],
    ['a wrong choice', { dstcodeIn: 'body' }, 'dstcodeIn'],
    ['a wrong number', { maxBatch: 0 }, 'maxBatch'],
    ['text for a number', { answerTimeout: '60' }, 'answerTimeout'],
    ['a path without a slash', { loginPath: 'login' }, 'loginPath'],
    ['no code for accepted', { codes: { accepted: [] } }, 'codes.accepted'],
    ['one code of two meanings', { codes: { busy: ['0'] } }, 'codes.busy'],
    ['no delays', { readBackDelays: [] }, 'readBackDelays'],
    ['a list', [], 'object'],
  ])('refuses %s and names it', (_name, given, named) => {
    expect(() => parseProfile(given)).toThrow(named);
  });

  it('moves a code that it names away from what it meant by default', () => {
    expect(parseProfile({ codes: { alreadyExists: ['-3'] } }).codes).toMatchObject({
      alreadyExists: ['-3'],
      notFound: [],
    });
    expect(parseProfile({ codes: { alreadyExists: ['-3'], notFound: ['3'] } }).codes.notFound).toEqual(['3']);
  });

  it('takes codes as numbers, and leaves other meanings at their defaults', () => {
    expect(parseProfile({ codes: { busy: [-9, 'B'] } }).codes).toMatchObject({
      accepted: ['0', '00'],
      busy: ['-9', 'B'],
    });
  });

  it('has a version that changes with it and with nothing else', () => {
    const version = versionOf(parseProfile({}));
    expect(versionOf(parseProfile({ maxBatch: 50, dstcodeIn: 'both' }))).toBe(version);
    expect(versionOf(parseProfile({ maxBatch: 49 }))).not.toBe(version);
    // A parsed profile parses to itself.
    expect(versionOf(parseProfile(parseProfile({ codes: { busy: [1] } })))).toBe(
      versionOf(parseProfile({ codes: { busy: ['1'] } })),
    );
  });
});

describe('the definition', () => {
  const environment = { NATIONAL_PORTAL_URL: 'http://127.0.0.1:9/forward' };

  it('is off without an address', () => {
    expect(national.create({}, parseProfile({}), fakePortalServices())).toBeUndefined();
    const account = () => Promise.reject(new Error('not asked'));
    const sources = national.catalogueSources?.({}, parseProfile({}), fakePortalServices(), account) ?? [];
    expect(sources.map(({ name, configured }) => [name, configured])).toEqual([
      ['national-catalogue', false],
      ['national-units', false],
    ]);
  });

  it('owes notices only where the profile says so, and registered dossiers likewise', () => {
    const made = (profile: object) =>
      national.create(environment, parseProfile(profile), fakePortalServices());
    const notice = { kind: 'notice' } as Parameters<NonNullable<ReturnType<typeof made>>['formsOf']>[1];
    expect(made({})?.formsOf('notice', notice)).toEqual(['record']);
    expect(made({ notices: false })?.formsOf('notice', notice)).toEqual([]);
    expect(made({})?.formsOf('unit', notice)).toEqual([]);
    expect(made({ sendRegistered: true })?.sendsRegistered).toBe(true);
  });

  it('leaves room for the envelope in a batch', () => {
    const portal = national.create(environment, parseProfile({}), fakePortalServices());
    expect(portal?.limits.maxBatchBytes).toBeLessThan(4_000_000);
    expect(portal?.limits.batchOf('dossier')).toBe(50);
    expect(portal?.limits.batchOf('trace')).toBe(10);
  });

  it.each([
    ['NATIONAL_PORTAL_URL', 'ftp://x', true],
    ['NATIONAL_PORTAL_URL', 'https://x/forward', false],
    ['NATIONAL_PORTAL_DSTCODE', 'VN GOV\r\nX: y', true],
    ['NATIONAL_PORTAL_DSTCODE', 'VN:GOV:000.00.00.G22:vpcpdvcprovider', false],
  ])('%s=%j is wrong: %s', (name, value, wrong) => {
    const variable = national.variables.find((each) => each.name === name);
    expect(variable?.expected?.(value) !== undefined).toBe(wrong);
  });
});
