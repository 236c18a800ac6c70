import { notices } from '../../src/connectors/sources/notices/index.js';
import { oneStop } from '../../src/connectors/sources/one-stop/index.js';
import { procedures } from '../../src/connectors/sources/procedures/index.js';
import { units } from '../../src/connectors/sources/units/index.js';
import type { PlainKind } from '../../src/domain/kinds/index.js';
import { dossier, notice, procedure, unit } from '../intake/support.js';
import { KIND_SAMPLES } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';
import { type Case, pages, UNIT } from './case.js';
import { directoryCases } from './directory.js';
import { feed } from './feed.js';
import { packageCases } from './packages.js';

const SINCE = '2025-08-20T08:00:00+07:00';
const deleted = (raw: RawForm): RawForm => ({ ...raw, DaXoa: true });

/** What is carried to portals and the catalogues that it goes by. */
const HUB: readonly Case[] = [
  {
    name: 'units',
    kind: 'unit',
    open: pages(units),
    raw: (number) => unit({ Ma: `H56.14.${60 + number}`, MaCha: 'H56.14', NgayCapNhat: SINCE }),
    changed: (raw) => ({ ...raw, Ten: 'UBND xã Đổi Tên' }),
    spoilt: (raw) => ({ raw: { ...raw, Cap: 'THON' }, field: 'Cap' }),
    // A unit is never deleted: it ends, and what it did stays.
    gone: (raw) => ({ ...raw, HieuLucDen: '2025-09-30' }),
    goneAs: 'ended',
  },
  {
    name: 'procedures',
    kind: 'procedure',
    open: pages(procedures),
    raw: (number) => procedure({ MaTTHC: `1.70000${number}`, NgayCapNhat: SINCE }),
    changed: (raw) => ({ ...raw, TenTTHC: 'Đăng ký lại khai sinh' }),
    spoilt: (raw) => ({ raw: { ...raw, MucDo: '5' }, field: 'MucDo' }),
    gone: (raw) => ({ ...raw, TrangThai: 'BAI_BO' }),
    goneAs: 'abolished',
  },
  {
    name: 'one-stop',
    kind: 'dossier',
    open: pages(oneStop),
    raw: (number) => dossier({ MaHoSo: `H56.14-250820-000${number}`, DonVi: UNIT, NgayCapNhat: SINCE }),
    changed: (raw) => ({ ...raw, TrichYeuHoSo: 'Đăng ký lại khai sinh' }),
    spoilt: (raw) => ({ raw: { ...raw, TrangThaiHoSo: '77' }, field: 'TrangThaiHoSo' }),
    gone: deleted,
    goneAs: 'tombstone',
  },
  {
    name: 'notices',
    kind: 'notice',
    open: pages(notices),
    raw: (number) => aNotice(`C-${number}`),
    changed: (raw) => ({ ...raw, TieuDe: 'Thông báo (đính chính)' }),
    spoilt: (raw) => ({ raw: { ...raw, ChuyenMuc: 'THE_THAO' }, field: 'ChuyenMuc' }),
    gone: (raw) => ({ ...raw, DaGo: true }),
    goneAs: 'withdrawn',
  },
];

const FEEDS = (['rss', 'rdf', 'atom'] as const).map(
  (format): Case => ({
    name: `notices (feed, ${format})`,
    kind: 'notice',
    open: () => feed(format),
    raw: (number) => aNotice(`${format}-${number}`),
    changed: (raw) => ({ ...raw, TieuDe: 'Thông báo (đính chính)' }),
    spoilt: (raw) => ({ raw: { ...raw, TieuDe: '' }, field: 'TieuDe' }),
    // A feed shows its newest items: what is no longer in it may only have become old.
    gone: () => undefined,
    goneAs: 'kept',
  }),
);

function aNotice(MaTin: string): RawForm {
  return notice({ MaTin, DonVi: UNIT, NgayDang: SINCE, NgayCapNhat: SINCE });
}

const KINDS = (Object.keys(KIND_SAMPLES) as PlainKind[]).map((kind): Case => {
  const { source, raw, changed, spoilt } = KIND_SAMPLES[kind];
  return {
    ...{ name: source.name, kind, open: pages(source), changed, spoilt, gone: deleted, goneAs: 'tombstone' },
    raw: (number) => raw(number, UNIT),
  };
});

/** Every source that the registry has, and every way that stands for more than a transport; a source without a case fails the suite. */
export const cases: readonly Case[] = [...HUB, ...FEEDS, ...KINDS, ...packageCases, ...directoryCases];
