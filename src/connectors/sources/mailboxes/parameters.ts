import { fold } from '../../../domain/fold.js';
import { isSecretAttribute } from '../../transport/directory/secrets.js';
import type { Given, Parameter } from '../../transport/parameters/index.js';
import { pairs } from '../reading/unit-names.js';
import { type Attributes, DEFAULT_ATTRIBUTES, isColumn } from './attributes.js';

const ATTRIBUTE = /^[A-Za-z][A-Za-z0-9-]*$/;

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

/** The branches of {@link POSTS}, `ou=chucvu`. */
export function postsOf(given: Given): ReadonlySet<string> {
  return new Set(pairs(given.text(POSTS) ?? '', ';').map(([type, value = '']) => branch({ type, value })));
}

export function branch({ type, value }: { type: string; value: string }): string {
  return `${type.toLowerCase()}=${fold(value)}`;
}
