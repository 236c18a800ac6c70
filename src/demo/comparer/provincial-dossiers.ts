import { createHash } from 'node:crypto';
import { procedureCode } from './district.js';
import type { DossierLife, KnownEntry } from './dossier-lives.js';
import { stateOf } from './dossier-rules.js';
import { compareEntries, entryText } from './entries.js';
import type { Findings } from './findings.js';
import type { HeldDossier } from './portal-state.js';
import type { Question } from './question.js';
import { checkIds, compareFiles, compareKeys, compareRows, onceEach, withoutKeys } from './rows.js';
import { codeOf, listOf, provincialTime, type Raw, textOf, timeOf } from './values.js';

const LISTS = ['Attachments', 'DocFees', 'DocPapers', 'Supplementaries'];
const TIMES = [
  'DateReceived',
  'DateAppointed',
  'SuccessDate',
  'ReturnedDate',
  'FinishedDate',
  'RequireSupplementaryDate',
];
const SUPPLEMENT_TIMES = ['SendDate', 'ReceivedDate', 'OldDateAppointed', 'NewDateAppointed'];
const APPLICANT: Readonly<Record<string, number>> = { 1: 1, 2: 2, 3: 4, 4: 3 };
const ENTRY = [
  ...['DocCode', 'UserName', 'UserPosition', 'DateCreated', 'Comment', 'Status'],
  ...['OrganizationInchargeIdLevel1', 'OrganizationInchargeName'],
];

export function compareProvincialDossier(
  findings: Findings,
  life: DossierLife,
  held: HeldDossier & { record: Raw },
  question: Question,
): void {
  const { key, newest } = life;
  const state = stateOf(newest);
  const record = seconds(held.record, TIMES);
  compareKeys(findings, key, expectedKeys(newest, question), record, {
    free: LISTS,
    // Not said whether these go where nothing is due, or where no supplement was ever asked for.
    either: [
      'HasSupplementary',
      'RequireSupplementaryDate',
      ...(state === 3 || state === 7 ? ['DateAppointed'] : []),
    ],
  });
  compareLists(findings, key, newest, record, question);
  compareEntries(
    findings,
    life,
    held.traces.map((item) => entryText(seconds(item, ['DateCreated']), ENTRY)),
    (entry) => entryText(expectedEntry(key, entry, question), ENTRY),
  );
  checkIds(findings, key, 'traces', onceEach(held.traces, ['sequence']), 'DocumentId');
}

function expectedKeys(record: Raw, { district, agency }: Question): Raw {
  const state = stateOf(record);
  const rows = (field: string) => listOf(record[field]) ?? [];
  const time = (field: string) => provincialTime(timeOf(record[field]));
  const code = procedureCode(record);
  const asked = rows('BoSung').map((row) => timeOf(row['NgayYeuCau']) ?? 0);
  return {
    DocTypeCode: code,
    DocTypeName: district.procedures.get(code ?? '')?.name,
    DocCode: codeOf(record['MaHoSo']),
    CitizenName: textOf(record['ChuHoSo']),
    ApplicantsId: codeOf(record['SoDinhDanh']),
    ApplicantsType: APPLICANT[codeOf(record['LoaiDoiTuong']) ?? ''],
    Address: textOf(record['DiaChi']),
    Email: textOf(record['Email']),
    Phone: textOf(record['SoDienThoai']),
    Compendium: textOf(record['TrichYeuHoSo']),
    DateReceived: time('NgayTiepNhan'),
    DateAppointed: time('NgayHenTra'),
    IsSuccess: (state === 9 || state === 10) && rows('KetQua').length > 0,
    SuccessDate: time('NgayKetThucXuLy'),
    ApproverName: textOf(rows('KetQua')[0]?.['NguoiKy']),
    IsReturned: state === 10,
    ReturnedDate: time('NgayTra'),
    ReturnedType: numberOf(record['HinhThucTra']),
    FinishedDate: time('NgayKetThucXuLy'),
    Status: [3, 7, 8, 9, 10].includes(state) ? 2 : 1,
    ProcessingOrganName: district.units.get(codeOf(record['DonViXuLy']) ?? codeOf(record['DonVi']) ?? ''),
    HasSupplementary: asked.length > 0,
    RequireSupplementaryDate: asked.length > 0 ? provincialTime(Math.max(...asked)) : undefined,
    OrganInchargeIdLevel1: agency,
    OrganInchargeName: district.units.get(agency),
  };
}

function compareLists(findings: Findings, key: string, record: Raw, found: Raw, { files }: Question): void {
  const rows = (field: string) => listOf(record[field]) ?? [];
  const results = rows('KetQua').flatMap((row) => {
    const reference = textOf(row['TepDinhKem'])?.trim();
    if (reference === undefined) return [];
    return [
      { row: { AttachmentName: textOf(row['Ten']), IsVerified: false }, sha256: files.sha256(reference) },
    ];
  });
  const live = listOf(found['Attachments'])?.map((row) =>
    row['IsDeleted'] === false ? withoutKeys(row, ['IsDeleted']) : row,
  );
  const without = ['AttachmentId', 'Base64'];
  compareFiles(findings, key, 'Attachments', results, live ?? found['Attachments'], without, contentOf);
  checkIds(findings, key, 'Attachments', found['Attachments'], 'AttachmentId');
  compareRows(findings, key, 'DocPapers', rows('ThanhPhan').flatMap(paperRows), found['DocPapers']);
  const fees = rows('LePhi').map((row) => ({
    FeeName: textOf(row['Ten']),
    FeeType: numberOf(row['Loai']),
    Price: numberOf(row['SoTien']),
  }));
  compareRows(findings, key, 'DocFees', fees, found['DocFees']);
  const supplements = listOf(found['Supplementaries'])?.map((row) => seconds(row, SUPPLEMENT_TIMES));
  compareRows(findings, key, 'Supplementaries', rows('BoSung').map(supplementRow), supplements, [
    'SupplementaryId',
  ]);
  checkIds(findings, key, 'Supplementaries', found['Supplementaries'], 'SupplementaryId');
}

function paperRows(row: Raw): Raw[] {
  const name = textOf(row['Ten']);
  const rows = [
    { PaperName: name, Amount: numberOf(row['SoBanChinh']), PaperType: 1 },
    { PaperName: name, Amount: numberOf(row['SoBanSao']), PaperType: 2 },
  ].filter(({ Amount }) => Amount !== undefined && Amount > 0);
  return rows.length > 0 ? rows : [{ PaperName: name }];
}

function supplementRow(row: Raw): Raw {
  const time = (field: string) => provincialTime(timeOf(row[field]));
  return {
    SendUser: textOf(row['NguoiYeuCau']),
    SendComment: textOf(row['NoiDung']),
    SendDate: time('NgayYeuCau'),
    ReceivedUser: textOf(row['NguoiTiepNhan']),
    ReceivedDate: time('NgayBoSung'),
    IsReceived: timeOf(row['NgayBoSung']) !== undefined,
    OldDateAppointed: time('HenTraTruoc'),
    NewDateAppointed: time('HenTraMoi'),
  };
}

function expectedEntry(key: string, { at, row }: KnownEntry, { district, agency }: Question): Raw {
  return {
    DocCode: key,
    UserName: textOf(row['NguoiXuLy']),
    UserPosition: textOf(row['ChucDanh']),
    DateCreated: provincialTime(at),
    Comment: textOf(row['NoiDung']),
    Status: numberOf(row['TrangThai']),
    OrganizationInchargeIdLevel1: agency,
    OrganizationInchargeName: district.units.get(agency),
  };
}

function contentOf(row: Raw): string | 'bad' {
  const base64 = row['Base64'];
  if (typeof base64 !== 'string' || base64 === '') return 'bad';
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');
}

function numberOf(value: unknown): number | undefined {
  const text = codeOf(value);
  return text === undefined ? undefined : Number(text);
}

/** Times of the portal to the second, `2024-08-23T01:30:00`; whatever is not a time in UTC stays as it is. */
export function seconds(row: Raw, fields: readonly string[]): Raw {
  const copy: Record<string, unknown> = { ...row };
  for (const field of fields) {
    const value = copy[field];
    const time =
      typeof value === 'string'
        ? /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,3})?Z$/.exec(value)?.[1]
        : undefined;
    if (time !== undefined) copy[field] = time;
  }
  return copy;
}
