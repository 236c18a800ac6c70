import type { Json } from '../../../domain/canonical.js';
import { namesOf } from '../../../domain/distinguished-name.js';
import { fold } from '../../../domain/fold.js';
import type { DirectoryEntries, Entry } from '../../transport/directory/entry.js';
import { fileTime, generalizedTime, objectGuid } from '../../transport/directory/values.js';
import type { Given } from '../../transport/parameters/index.js';
import { UNIT_CODE } from '../reading/checks.js';
import { UNITS, unitsOf } from '../reading/unit-names.js';
import { isColumn, type MailboxColumn } from './attributes.js';
import { ATTRIBUTES, attributesOf, branch, POSTS, postsOf } from './parameters.js';
import { stateOf } from './states.js';

/** Mailboxes as OpenLDAP, Zimbra and Active Directory hold them. */
export function mailboxEntries(given: Given): DirectoryEntries {
  const attributes = attributesOf(given);
  const units = unitsOf(given);
  const posts = postsOf(given);
  return {
    attributes: [...new Set(Object.values(attributes).flat())],
    binary: new Set(['objectguid']),
    attributesOf: (column) => (isColumn(column) ? attributes[column] : undefined),
    mapping: JSON.stringify([ATTRIBUTES, UNITS, POSTS].map((each) => given.text(each) ?? '')),
    row: (entry, changedAt) => {
      const of = (column: MailboxColumn) => attributes[column].flatMap((each) => entry.texts(each));
      const names = namesOf(entry.dn);
      const [address, others] = addressesOf(of('DiaChi'), of('BiDanh'));
      return present({
        MaHop: keyOf(entry, attributes.MaHop),
        DiaChi: address,
        LoaiHop: names.some((name) => posts.has(branch(name))) ? 'POST' : of('LoaiHop')[0],
        // An officer sees which entry is gone, where its key is not known.
        TenHienThi: of('TenHienThi')[0] ?? (entry.deleted ? entry.dn : undefined),
        ChucVu: of('ChucVu')[0],
        DonVi: unitOf(
          [...of('DonVi'), ...names.filter(({ type }) => type === 'ou').map(({ value }) => value)],
          units,
        ),
        TrangThai: stateOf(attributes.TrangThai, entry),
        LanDungCuoi: timeOf(of('LanDungCuoi')[0]),
        NgayTao: timeOf(of('NgayTao')[0]),
        HanMuc: of('HanMuc')[0],
        DaDung: of('DaDung')[0],
        BiDanh: others.length === 0 ? undefined : others,
        DienThoai: of('DienThoai')[0],
        SoDinhDanh: of('SoDinhDanh')[0],
        MaCanBo: of('MaCanBo')[0],
        NgayCapNhat: timeOf(of('NgayCapNhat')[0]) ?? changedAt,
        DaXoa: entry.deleted ? true : undefined,
      });
    },
  };
}

/** Of an entry that is only named as gone the key may stand in its name, as Active Directory writes it: `CN=an\0ADEL:3f25…`. */
function keyOf(entry: Entry, attributes: readonly string[]): string | undefined {
  for (const attribute of attributes) {
    if (attribute === 'objectguid') {
      const guid = entry.bytes(attribute).map(objectGuid)[0];
      if (guid !== undefined) return guid;
    } else {
      const [text] = entry.texts(attribute);
      if (text !== undefined) return text;
    }
  }
  const named = namesOf(entry.dn).find(({ type }) => attributes.includes(type))?.value;
  return named ?? /(?:\n|\\0A)DEL:([0-9a-f-]{36})/i.exec(entry.dn)?.[1];
}

/** The first address, and all others; Exchange marks the first of its own by `SMTP:`, and lists what is no address of mail. */
function addressesOf(main: readonly string[], also: readonly string[]): [string | undefined, string[]] {
  const mails = also.flatMap((each) => {
    const [, scheme, rest] = /^([A-Za-z0-9]+):(.*)$/s.exec(each) ?? [];
    if (scheme === undefined) return [{ address: each, first: false }];
    return scheme.toLowerCase() === 'smtp' ? [{ address: rest ?? '', first: scheme === 'SMTP' }] : [];
  });
  const [address = mails.find(({ first }) => first)?.address, ...more] = main;
  const others = [...more, ...mails.map((each) => each.address)].filter((each) => each !== address);
  return [address, [...new Set(others)]];
}

/** The first that the mapping knows or that is a code; else the first as it is written, to be refused by name. */
function unitOf(candidates: readonly string[], units: ReadonlyMap<string, string>): string | undefined {
  for (const candidate of candidates) {
    const code = units.get(fold(candidate)) ?? (UNIT_CODE.test(candidate.trim()) ? candidate : undefined);
    if (code !== undefined) return code;
  }
  return candidates[0];
}

/** Active Directory counts ticks where others write generalized time. */
function timeOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return /^\d{17,19}$|^0$/.test(text.trim()) ? fileTime(text) : generalizedTime(text);
}

function present(columns: { [column: string]: Json | undefined }): { [column: string]: Json } {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
