import { describe, expect, it } from 'vitest';
import { provincial } from '../../../../src/connectors/portals/provincial/index.js';
import { parseProfile } from '../../../../src/connectors/portals/provincial/profile.js';
import type { Portal } from '../../../../src/domain/ports.js';
import { fakePortalServices } from '../../../support/portal-services.js';
import { dossier, notice } from '../conformance/subjects.js';

const CONTRACT_KEYS = [
  ...['tokenPath', 'statuses', 'notProcessedHttp', 'connectTimeout', 'answerTimeout', 'concurrency'],
  ...['requestsPerSecond', 'traceReadBack', 'readBackDelays', 'readBackTries', 'attempts', 'dates'],
  ...['absentDate', 'maxAttachment', 'channels', 'publishedState', 'sendRegistered', 'notices'],
  ...['statistics', 'adoption'],
];

function portalOf(environment: Record<string, string>, profile: unknown = {}): Portal | undefined {
  return provincial.create(environment, provincial.parseProfile(profile), fakePortalServices());
}
const HERE = { PROVINCIAL_PORTAL_URL: 'http://127.0.0.1:1' };

describe('profile of the provincial portal', () => {
  it('has the contract’s keys and defaults; the two paths have none, so that the variables count', () => {
    const profile = parseProfile(undefined);
    expect(Object.keys(profile).sort()).toEqual(CONTRACT_KEYS.sort());
    expect(profile).toMatchObject({
      tokenPath: '/token',
      statuses: { accepted: [1, 200], refused: [0], alreadyExists: [409], busy: [503] },
      notProcessedHttp: [503],
      connectTimeout: 10_000,
      answerTimeout: 60_000,
      concurrency: 4,
      requestsPerSecond: 20,
      traceReadBack: true,
      readBackDelays: [2_000, 6_000, 15_000],
      readBackTries: 10,
      attempts: 8,
      dates: 'utc',
      absentDate: 'omit',
      maxAttachment: 10_485_760,
      publishedState: 'Đã đăng',
      sendRegistered: false,
      notices: true,
      statistics: true,
      adoption: 'before-enabled',
    });
    expect(profile.channels.PHAP_LUAT).toBe('Pháp luật');
    expect(parseProfile({ adapterPath: '/LGSP', contentPath: '' })).toMatchObject({
      adapterPath: '/LGSP',
      contentPath: '',
    });
  });

  it('keeps the other channels and codes when one is named, and may be parsed twice', () => {
    const profile = parseProfile({ channels: { PHAP_LUAT: 'Tin pháp luật' }, statuses: { busy: [9] } });
    expect(profile.channels).toMatchObject({ PHAP_LUAT: 'Tin pháp luật', HOAT_DONG: 'Hoạt động' });
    expect(profile.statuses).toMatchObject({ accepted: [1, 200], busy: [9] });
    expect(parseProfile(profile)).toEqual(profile);
  });

  it('moves a status that it names away from what it meant by default', () => {
    expect(parseProfile({ statuses: { accepted: [0] } }).statuses).toEqual({
      accepted: [0],
      refused: [],
      alreadyExists: [409],
      busy: [503],
    });
  });

  it.each([
    [{ adapterpath: '/x' }, 'adapterpath'],
    [{ statuses: { acepted: [1] } }, 'acepted'],
    [{ channels: { TIN_TUC: 'x' } }, 'TIN_TUC'],
    [{ dates: 'local' }, 'provincial.dates'],
    [{ adapterPath: 'LGSP' }, 'provincial.adapterPath'],
    [{ concurrency: 0 }, 'provincial.concurrency'],
    [{ statuses: { accepted: [1, 2], busy: [2] } }, 'statuses.busy: code 2 also means accepted'],
    [{ statuses: { accepted: [] } }, 'statuses.accepted'],
    [{ answerTimeout: 0 }, 'provincial.answerTimeout'],
    [[], 'provincial'],
  ])('refuses %j by name', (given, named) => {
    expect(() => parseProfile(given)).toThrow(named);
  });

  it('is off without an address', () => {
    expect(portalOf({})).toBeUndefined();
    expect(portalOf({ PROVINCIAL_PORTAL_URL: '' })).toBeUndefined();
  });

  it('names what the profile says, the variables’ paths included', () => {
    const version = portalOf(HERE)?.profileVersion;
    expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(portalOf(HERE)?.profileVersion).toBe(version);
    expect(portalOf(HERE, { dates: 'local-z' })?.profileVersion).not.toBe(version);
    expect(portalOf({ ...HERE, PROVINCIAL_PORTAL_ADAPTER_PATH: '/a' })?.profileVersion).not.toBe(version);
  });

  it('wants a notice as an article, one with a number as a legal document too, none when switched off', () => {
    const portal = portalOf(HERE);
    expect(portal?.formsOf('notice', notice(1))).toEqual(['article']);
    expect(portal?.formsOf('notice', notice(1, { number: '1/QĐ' }))).toEqual(['article', 'legal']);
    expect(portal?.formsOf('dossier', dossier(1))).toEqual(['record']);
    expect(portal?.everyFormOf?.('notice')).toEqual(['article', 'legal']);
    expect(portalOf(HERE, { notices: false })?.everyFormOf?.('notice')).toEqual([]);
    expect(portalOf(HERE, { notices: false })?.formsOf('notice', notice(1, { number: '1/QĐ' }))).toEqual([]);
  });

  it('takes one dossier a call', () => {
    const limits = portalOf(HERE, { concurrency: 7 })?.limits;
    expect(limits?.concurrency).toBe(7);
    expect(limits?.batchOf('dossier')).toBe(1);
    expect(limits?.batchOf('trace')).toBe(1);
  });
});
