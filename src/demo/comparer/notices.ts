import type { Findings } from './findings.js';
import { linkContent } from './links.js';
import { attachmentsOf, isActive, type NoticeLife } from './notice-lives.js';
import type { HeldText, PortalState } from './portal-state.js';
import { seconds } from './provincial-dossiers.js';
import type { Question } from './question.js';
import { compareFiles, compareKeys } from './rows.js';
import { codeOf, dayOf, nationalTime, provincialTime, type Raw, textOf, visibleText } from './values.js';

const REFERENCE = / ?\[LT-\d{6,}\]$/;

/** The national portal's notices (section 6 of its contract). */
export function compareNationalNotices(
  findings: Findings,
  lives: ReadonlyMap<string, NoticeLife>,
  state: PortalState,
  question: Question,
): void {
  const held = new Map(state.notices.flatMap(({ id, record }) => (record ? [[id, record] as const] : [])));
  for (const [key, life] of lives) {
    const found = held.get(key);
    held.delete(key);
    if (life.fate === 'excused') continue;
    const taken = found?.['DaGo'] === 'True';
    if (life.fate === 'live') findings.expected.notices += 1;
    if (!found || taken) {
      if (life.fate === 'live') findings.missing.push(key);
      continue;
    }
    findings.found.notices += 1;
    if (life.fate !== 'live') findings.unexpected.push(`${key} (${life.fate})`);
    else compareNationalNotice(findings, life, found, state, question);
  }
  for (const [key, record] of held) if (record['DaGo'] !== 'True') findings.unexpected.push(key);
}

function compareNationalNotice(
  findings: Findings,
  { key, newest, published, expires }: NoticeLife,
  found: Raw,
  state: PortalState,
  question: Question,
): void {
  const expected = {
    MaThongBao: key,
    TieuDe: textOf(newest['TieuDe']),
    TrichYeu: textOf(newest['TrichYeu']),
    ChuyenMuc: codeOf(newest['ChuyenMuc']),
    SoKyHieu: textOf(newest['SoKyHieu']),
    NgayBanHanh: nationalTime(dayOf(newest['NgayBanHanh'], 'start')),
    NgayDang: nationalTime(published),
    NgayHetHan: nationalTime(expires),
    CoQuanBanHanh: issuerOf(newest, question),
    DuongDan: textOf(newest['DuongDan'])?.trim(),
    DaGo: 'False',
  };
  compareKeys(findings, key, expected, found, { free: ['NoiDung', 'TepDinhKem'], either: ['DaGo'] });
  compareBody(findings, key, newest, found);
  const files = attachmentsOf(newest).map(({ name, reference }) => ({
    row: { TenTep: name },
    sha256: question.noticeFiles.sha256(reference),
  }));
  compareFiles(findings, key, 'TepDinhKem', files, found['TepDinhKem'], ['DuongDanTaiTepTin'], (row) =>
    linkContent(row['DuongDanTaiTepTin'], state),
  );
}

/** The provincial portal's articles and legal documents (section 4 of its contract). */
export function compareProvincialNotices(
  findings: Findings,
  lives: ReadonlyMap<string, NoticeLife>,
  state: PortalState,
  question: Question,
): void {
  const articles = new Shelf(state.notices, ['TieuDe', 'NgayBanHanh']);
  const legal = new Shelf(state.legalDocuments, ['SoKyHieu', 'NgaybanHanh', 'CoQuanBanHanh']);
  const channels = new Map<string, unknown>();
  for (const life of lives.values()) {
    const wanted = articleOf(life);
    const found = articles.take(findings, life, life.key, wanted);
    if (found) {
      compareArticle(findings, life, wanted, found, state, question);
      const category = codeOf(life.newest['ChuyenMuc']) ?? '';
      const channel = channels.get(category) ?? found['KenhTinId'];
      if (channel !== found['KenhTinId'])
        findings.differs(life.key, 'KenhTinId', channel, found['KenhTinId']);
      channels.set(category, channel);
    }
    if (textOf(life.newest['SoKyHieu']) === undefined) continue;
    const document = legalOf(life, question);
    const other = legal.take(findings, life, `${life.key} legal`, document);
    if (other) {
      const options = { free: ['FileDinhKem', 'MaLinhVuc'], either: ['CongKhai'] };
      compareKeys(findings, `${life.key} legal`, document, other, options);
      compareStored(findings, `${life.key} legal`, life.newest, other['FileDinhKem'], state, question);
    }
  }
  articles.reportRest(findings, 'article');
  legal.reportRest(findings, 'legal');
}

function articleOf({ newest, published, expires }: NoticeLife): Raw {
  return {
    TieuDe: textOf(newest['TieuDe']),
    TrichYeu: textOf(newest['TrichYeu']),
    NgayBanHanh: provincialTime(published),
    NgayKetThuc: provincialTime(expires),
    Tacgia: textOf(newest['TacGia']),
  };
}

function legalOf({ newest, published }: NoticeLife, question: Question): Raw {
  return {
    SoKyHieu: textOf(newest['SoKyHieu']),
    NgaybanHanh: provincialTime(dayOf(newest['NgayBanHanh'], 'start') ?? published),
    LoaiVanBan: textOf(newest['LoaiVanBan']),
    CongKhai: true,
    TrichYeu: textOf(newest['TrichYeu']),
    CoQuanBanHanh: issuerOf(newest, question),
  };
}

function compareArticle(
  findings: Findings,
  { key, newest }: NoticeLife,
  expected: Raw,
  found: Raw,
  state: PortalState,
  question: Question,
): void {
  const free = ['NoiDung', 'NguonTin', 'KenhTinId', 'TrangThaiId', 'FileDinhKem', 'AnhDaiDien', 'TinNoiBat'];
  compareKeys(findings, key, expected, found, { free });
  compareBody(findings, key, newest, found);
  const provenance = String(found['NguonTin'] ?? '');
  const base = textOf(newest['NguonTin']) ?? question.district.units.get(codeOf(newest['DonVi']) ?? '') ?? '';
  if (!REFERENCE.test(provenance) || provenance.replace(REFERENCE, '') !== base) {
    findings.differs(key, 'NguonTin', `${base} [LT-…]`, provenance);
  }
  for (const field of ['KenhTinId', 'TrangThaiId']) {
    if (textOf(found[field]) === undefined) findings.differs(key, field, 'an id', found[field]);
  }
  compareStored(findings, key, newest, found['FileDinhKem'], state, question);
}

/** Files that were uploaded: paths joined by `##`. */
function compareStored(
  findings: Findings,
  key: string,
  newest: Raw,
  found: unknown,
  state: PortalState,
  question: Question,
): void {
  const files = attachmentsOf(newest).map(({ reference }) => ({
    row: {},
    sha256: question.noticeFiles.sha256(reference),
  }));
  const rows = String(found ?? '')
    .split('##')
    .filter((path) => path !== '')
    .map((path) => ({ path }));
  const contentOf = (row: Raw) => state.files.get(String(row['path']))?.sha256 ?? 'bad';
  compareFiles(findings, key, 'FileDinhKem', files, rows, ['path'], contentOf);
}

/** The body is sanitised on its way: what a reader sees is the same, and nothing in it runs. */
function compareBody(findings: Findings, key: string, newest: Raw, found: Raw): void {
  const [want, have] = [newest['NoiDung'], found['NoiDung']].map((html) => visibleText(String(html ?? '')));
  if (want !== have) findings.differs(key, 'NoiDung', want, have);
  if (isActive(found['NoiDung'])) findings.differs(key, 'NoiDung', 'nothing that runs', found['NoiDung']);
}

function issuerOf(newest: Raw, { district }: Question): string | undefined {
  return textOf(newest['CoQuanBanHanh']) ?? district.units.get(codeOf(newest['DonVi']) ?? '');
}

/** What is live at the portal, found again by the keys that it can be known by. */
class Shelf {
  readonly #found = new Map<string, Raw[]>();

  constructor(
    texts: readonly HeldText[],
    readonly keys: readonly string[],
  ) {
    for (const { record } of texts) {
      if (!record) continue;
      const row = seconds(record, ['NgayBanHanh', 'NgaybanHanh', 'NgayKetThuc']);
      this.#found.set(this.#name(row), [...(this.#found.get(this.#name(row)) ?? []), row]);
    }
  }

  /** Takes what belongs to a notice off the shelf; what has to be compared is answered. */
  take(findings: Findings, life: NoticeLife, key: string, expected: Raw): Raw | undefined {
    const name = this.#name(expected);
    const found = this.#found.get(name) ?? [];
    this.#found.delete(name);
    if (life.fate === 'excused') return undefined;
    if (life.fate === 'live') findings.expected.notices += 1;
    findings.found.notices += found.length;
    if (found.length > 1) findings.duplicates.push({ key, count: found.length });
    if (life.fate === 'live' && found.length === 0) findings.missing.push(key);
    if (life.fate !== 'live' && found.length > 0) findings.unexpected.push(`${key} (${life.fate})`);
    return life.fate === 'live' ? found[0] : undefined;
  }

  reportRest(findings: Findings, what: string): void {
    for (const name of this.#found.keys()) findings.unexpected.push(`${what} ${name}`);
  }

  #name(row: Raw): string {
    return this.keys.map((key) => String(row[key] ?? '')).join(' | ');
  }
}
