/** Attributes that each column of the form is filled from, the first that is there, lower case. */
export const DEFAULT_ATTRIBUTES = {
  MaHop: ['zimbraid', 'entryuuid', 'objectguid'],
  DiaChi: ['zimbramaildeliveryaddress', 'mail'],
  LoaiHop: [],
  TenHienThi: ['displayname', 'cn'],
  ChucVu: ['title'],
  DonVi: ['departmentnumber', 'ou', 'department'],
  TrangThai: ['zimbraaccountstatus', 'useraccountcontrol', 'pwdaccountlockedtime'],
  LanDungCuoi: ['zimbralastlogontimestamp', 'lastlogontimestamp', 'authtimestamp'],
  NgayTao: ['zimbracreatetimestamp', 'createtimestamp', 'whencreated'],
  HanMuc: ['zimbramailquota'],
  DaDung: [],
  BiDanh: ['zimbramailalias', 'proxyaddresses', 'mailalternateaddress'],
  DienThoai: ['mobile', 'telephonenumber'],
  SoDinhDanh: [],
  MaCanBo: ['employeenumber'],
  NgayCapNhat: ['modifytimestamp', 'whenchanged'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type MailboxColumn = keyof typeof DEFAULT_ATTRIBUTES;
export type Attributes = Readonly<Record<MailboxColumn, readonly string[]>>;

export const isColumn = (name: string): name is MailboxColumn => name in DEFAULT_ATTRIBUTES;
