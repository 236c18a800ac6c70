import type { MailboxRecord } from '../../../domain/kinds/mailbox.js';
import type { Problem } from '../../../domain/ports.js';
import { notAhead } from '../reading/checks.js';
import { compact, type LooseFields } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { UNITS } from '../reading/unit-names.js';
import { MAILBOX_FORM } from './contract.js';
import { mailboxEntries } from './entry.js';
import { ATTRIBUTES, POSTS } from './parameters.js';

/** Official mailboxes, from the directory of the mail system (LDAP, LDIF) or as a list. */
export const mailboxes = plainSource<typeof MAILBOX_FORM, MailboxRecord>({
  name: 'mailboxes',
  kind: 'mailbox',
  label: 'Thư điện tử công vụ',
  order: 50,
  form: MAILBOX_FORM,
  key: 'MaHop',
  parameters: [ATTRIBUTES, UNITS, POSTS],
  onlyForm: true,
  entries: mailboxEntries,
  codeOf: ({ MaHop }) => MaHop?.replace(/[{}]/g, '').toLowerCase(),
  rules: (fields, problems, now) => {
    notAhead(fields.LanDungCuoi, 'LanDungCuoi', now, problems);
    notAhead(fields.NgayTao, 'NgayTao', now, problems);
    checkBytes(fields, problems);
  },
  record: (fields, code) => {
    const { HanMuc: quota, DiaChi, BiDanh = [] } = fields;
    const address = DiaChi.toLowerCase();
    return compact<MailboxRecord>({
      kind: 'mailbox',
      code,
      address,
      // Whatever is not said to be a post's is treated as a person's: that shows less.
      holderKind: fields.LoaiHop ?? 'PERSON',
      name: fields.TenHienThi,
      title: fields.ChucVu?.trim(),
      unit: fields.DonVi,
      state: fields.TrangThai,
      lastUsedAt: fields.LanDungCuoi,
      createdAt: fields.NgayTao,
      quotaBytes: quota !== undefined && quota > 0 ? quota : undefined,
      unlimited: quota === undefined ? undefined : quota <= 0,
      usedBytes: fields.DaDung,
      aliases: BiDanh.filter((each) => each !== address),
      phone: fields.DienThoai?.trim(),
      personalId: fields.SoDinhDanh,
      officialCode: fields.MaCanBo?.trim(),
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    });
  },
});

/** Whole bytes; -1 and 0 of a quota say that there is no limit. */
function checkBytes({ HanMuc, DaDung }: LooseFields<typeof MAILBOX_FORM>, problems: Problem[]): void {
  const message =
    'Số byte phải là số nguyên, hạn mức -1 hoặc 0 là không giới hạn (whole bytes, a quota of -1 or 0 has no limit)';
  const least = { HanMuc: -1, DaDung: 0 } as const;
  for (const [field, bytes] of [
    ['HanMuc', HanMuc],
    ['DaDung', DaDung],
  ] as const) {
    if (bytes === undefined || (Number.isSafeInteger(bytes) && bytes >= least[field])) continue;
    problems.push({ field, code: 'BAD_NUMBER', message });
  }
}
