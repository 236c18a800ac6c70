import { fold } from '../../../domain/fold.js';
import { isSecretAttribute } from '../../transport/directory/secrets.js';
import type { Given, Parameter } from '../../transport/parameters/index.js';
import { UNIT_CODE } from '../reading/checks.js';
import { type Attributes, DEFAULT_ATTRIBUTES, isColumn } from './attributes.js';

const ATTRIBUTE = /^[A-Za-z][A-Za-z0-9-]*$/;

/** `a=b` pairs of a text; a part without its `=` has no second. */
function pairs(text: string, separator: ',' | ';'): [string, string | undefined][] {
  return text
    .split(separator)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const at = part.lastIndexOf('=');
      return at < 0 ? [part.trim(), undefined] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    });
}

/** Where the directory keeps what the form asks for, where that is elsewhere than usual. */
export const ATTRIBUTES: Parameter = {
  name: 'ATTRIBUTES',
  kind: {
    name: 'columns and attributes',
    expected: (text) =>
      pairs(text, ',').every(
        ([column, attribute = '']) =>
          isColumn(column) && ATTRIBUTE.test(attribute) && !isSecretAttribute(attribute),
      )
        ? undefined
        : 'columns of the form with their attributes, such as DonVi=physicalDeliveryOfficeName, behind commas; attributes of passwords are never read',
  },
  means: {
    vi: 'Thuộc tính của thư mục (LDAP, LDIF) cho từng cột của biểu mẫu, CỘT=thuộcTính sau dấu phẩy',
    en: 'Attributes of the directory (LDAP, LDIF) for columns of the form, COLUMN=attribute, behind commas',
  },
  example: 'DonVi=physicalDeliveryOfficeName,SoDinhDanh=cccd',
  absent: {
    vi: 'các thuộc tính nêu trong docs/sources/mailboxes.md',
    en: 'those of docs/sources/mailboxes.md',
  },
};

/** What the directory calls units. */
export const UNITS: Parameter = {
  name: 'UNITS',
  kind: {
    name: 'names and codes',
    expected: (text) =>
      pairs(text, ';').every(([name, code = '']) => name !== '' && UNIT_CODE.test(code))
        ? undefined
        : 'names of units with their codes, such as Phòng Nội vụ=H56.14.3, behind semicolons',
  },
  means: {
    vi: 'Tên đơn vị trong thư mục và mã của chúng, TÊN=MÃ sau dấu chấm phẩy; chỗ nào thư mục ghi mã thì không cần',
    en: 'What the directory calls units and their codes, NAME=CODE, behind semicolons; not needed where it has their codes',
  },
  example: 'Phòng Nội vụ=H56.14.3;noivu=H56.14.3',
  absent: { vi: 'thư mục ghi mã đơn vị', en: 'the directory has codes of units' },
};

/** Where boxes of posts stand. */
export const POSTS: Parameter = {
  name: 'POSTS',
  kind: {
    name: 'names',
    expected: (text) =>
      pairs(text, ';').every(([type, value]) => ATTRIBUTE.test(type) && value !== undefined && value !== '')
        ? undefined
        : 'names of branches such as ou=ChucVu, behind semicolons',
  },
  means: {
    vi: 'Nhánh thư mục chứa hộp thư của chức vụ, đơn vị: địa chỉ ở đó là công khai',
    en: 'Branches of the directory with boxes of posts and units: addresses there are public',
  },
  example: 'ou=ChucVu;ou=DonVi',
  absent: { vi: 'mọi hộp thư là của cá nhân', en: 'every box is of a person' },
};

export function attributesOf(given: Given): Attributes {
  const own = pairs(given.text(ATTRIBUTES) ?? '', ',').map(([column, attribute = '']) => [
    column,
    [attribute.toLowerCase()],
  ]);
  return { ...DEFAULT_ATTRIBUTES, ...Object.fromEntries(own) };
}

/** Codes by the folded names of {@link UNITS}. */
export function unitsOf(given: Given): ReadonlyMap<string, string> {
  return new Map(pairs(given.text(UNITS) ?? '', ';').map(([name, code = '']) => [fold(name), code]));
}

/** The branches of {@link POSTS}, `ou=chucvu`. */
export function postsOf(given: Given): ReadonlySet<string> {
  return new Set(pairs(given.text(POSTS) ?? '', ';').map(([type, value = '']) => branch({ type, value })));
}

export function branch({ type, value }: { type: string; value: string }): string {
  return `${type.toLowerCase()}=${fold(value)}`;
}
