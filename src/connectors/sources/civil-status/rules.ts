import {
  CIVIL_ROLES,
  type CivilRole,
  hasRegistrationType,
  registrationTypes,
  rolesOf,
  tellsOriginal,
} from '../../../domain/civil-status.js';
import { identityAdvice, identityFault } from '../../../domain/identity-number.js';
import { firstDayOf, isSurelyBefore, type PartialDate } from '../../../domain/partial-date.js';
import type { Problem } from '../../../domain/ports.js';
import { leafProblem } from '../reading/leaves.js';
import { ACTS, type Loose, type LoosePerson, ROLES } from './contract.js';

/** What is wrong with a registration's fields taken together; of dates known in part only what is certain. `today`: `yyyy-MM-dd`. */
export function checkRegistration(fields: Loose, problems: Problem[], today: string): void {
  // A field that could not be read is told of once.
  const add = (field: string, code: string, message: string) => {
    if (!problems.some((problem) => problem.field === field)) problems.push({ field, code, message });
  };
  checkCodes(fields, add);
  checkState(fields, add);
  checkOriginal(fields, add);
  checkRoles(fields, add);
  fields.Nguoi.forEach((person, at) => {
    checkNumbers(person, `Nguoi[${at}]`, add);
  });
  checkDates(fields, add, today);
}

type Add = (field: string, code: string, message: string) => void;

function checkCodes({ LoaiSo, LoaiDangKy }: Loose, add: Add): void {
  if (LoaiSo === undefined) return;
  const act = ACTS[LoaiSo];
  if (LoaiDangKy === undefined) {
    if (hasRegistrationType(act)) {
      add('LoaiDangKy', 'MISSING', leafProblem('LoaiDangKy', 'MISSING').message);
    }
    return;
  }
  const codes = registrationTypes(act);
  if (Object.hasOwn(codes, LoaiDangKy)) return;
  add(
    'LoaiDangKy',
    'NOT_IN_LIST',
    leafProblem('LoaiDangKy', 'NOT_IN_LIST', Object.keys(codes).join(', ')).message,
  );
}

function checkState({ LoaiSo, TrangThai, NgayThuHoi, NgayChet }: Loose, add: Add): void {
  if (TrangThai === 'THU_HOI' && NgayThuHoi === undefined) {
    add('NgayThuHoi', 'MISSING', 'Đã thu hồi, hủy mà không có ngày (revoked, without the day)');
  }
  if (TrangThai !== 'THU_HOI' && NgayThuHoi !== undefined) {
    add('NgayThuHoi', 'NOT_REVOKED', 'Chưa thu hồi theo trạng thái (by its state it is not revoked)');
  }
  if (LoaiSo === 'KHAI_TU' && NgayChet === undefined) {
    add('NgayChet', 'MISSING', 'Khai tử mà không có ngày chết (a death without its day)');
  }
}

/** An extract is of a registration, and neither that nor a correction is of an extract. */
function checkOriginal({ LoaiSo, DangKyGoc }: Loose, add: Add): void {
  if (LoaiSo === 'TRICH_LUC' && DangKyGoc === undefined) {
    add(
      'DangKyGoc',
      'MISSING',
      'Trích lục phải ghi việc đăng ký được trích (an extract without what it is of)',
    );
  }
  if (LoaiSo !== undefined && tellsOriginal(ACTS[LoaiSo]) && DangKyGoc?.LoaiSo === 'TRICH_LUC') {
    add(
      'DangKyGoc.LoaiSo',
      'NOT_ORIGINAL',
      'Trích lục không phải là việc đăng ký (an extract is no registration)',
    );
  }
}

/** In Vietnamese, as they are called in a register. */
const NAMES: Readonly<Record<CivilRole, string>> = {
  CHILD: 'người con',
  MOTHER: 'mẹ',
  FATHER: 'cha',
  HUSBAND: 'chồng',
  WIFE: 'vợ',
  DECEASED: 'người chết',
  PARENT: 'cha hoặc mẹ',
  PERSON: 'người được xác nhận, cải chính',
  REQUESTER: 'người yêu cầu',
};

function checkRoles({ LoaiSo, Nguoi, DangKyGoc }: Loose, add: Add): void {
  if (LoaiSo === undefined) return;
  const roles = rolesOf(ACTS[LoaiSo], DangKyGoc?.LoaiSo && ACTS[DangKyGoc.LoaiSo]);
  if (!roles) return;
  const { subjects, others } = roles;
  const at = new Map<CivilRole, number[]>(CIVIL_ROLES.map((role) => [role, []]));
  Nguoi.forEach(({ VaiTro }, index) => {
    if (VaiTro !== undefined) at.get(ROLES[VaiTro])?.push(index);
  });
  // Who stands in an extract stands in what it is of.
  for (const role of LoaiSo === 'TRICH_LUC' ? [] : subjects) {
    if (at.get(role)?.length === 0) {
      add('Nguoi', 'MISSING', `Sổ này phải có ${NAMES[role]} (this register needs the role ${role})`);
    }
  }
  for (const [role, [first, second]] of at) {
    if (second !== undefined) {
      add(`Nguoi[${second}].VaiTro`, 'ROLE_TWICE', `Có hai ${NAMES[role]} (the role ${role} stands twice)`);
    }
    if (first !== undefined && !subjects.includes(role) && !others.includes(role)) {
      add(
        `Nguoi[${first}].VaiTro`,
        'WRONG_ROLE',
        `Sổ này không có ${NAMES[role]} (no ${role} in this register)`,
      );
    }
  }
}

/** Of which papers the number has how many digits: an older card may have the number of today. */
const DIGITS = { CITIZEN_CARD: [12], IDENTITY_CARD: [9, 12] } as const;

function checkNumbers(
  { LoaiGiayTo: paper, SoGiayTo, SoDinhDanh }: LoosePerson,
  path: string,
  add: Add,
): void {
  const number = SoGiayTo?.trim();
  if (number === undefined || (paper !== 'CITIZEN_CARD' && paper !== 'IDENTITY_CARD')) return;
  const fault = identityFault(number, DIGITS[paper]);
  if (fault !== undefined) {
    add(`${path}.SoGiayTo`, 'BAD_IDENTITY', identityAdvice(fault, DIGITS[paper]));
  } else if (number.length === 12 && SoDinhDanh !== undefined && SoDinhDanh !== number) {
    const message = 'Khác số định danh của cùng người (not the identity number of the same person)';
    add(`${path}.SoGiayTo`, 'IDENTITY_DIFFERS', message);
  }
}

function checkDates(fields: Loose, add: Add, today: string): void {
  const { NgayDangKy: registered, NgayChet: died, LoaiSo } = fields;
  const isDeath = LoaiSo === 'KHAI_TU';
  const inOrder = (first: PartialDate | undefined, later: PartialDate | undefined, field: string) => {
    if (first === undefined || later === undefined || !isSurelyBefore(later, first)) return;
    add(field, 'WRONG_ORDER', 'Trước thời điểm phải có trước nó (before what it follows)');
  };
  const notAhead = (date: PartialDate | undefined, field: string) => {
    if (date === undefined || firstDayOf(date) <= today) return;
    add(field, 'IN_FUTURE', 'Nằm sau ngày hiện tại (in the future)');
  };
  notAhead(registered, 'NgayDangKy');
  notAhead(fields.NgayThuHoi, 'NgayThuHoi');
  inOrder(registered, fields.NgayThuHoi, 'NgayThuHoi');
  if (isDeath) notAhead(died, 'NgayChet');
  fields.Nguoi.forEach(({ VaiTro, NgaySinh: born }, at) => {
    notAhead(born, `Nguoi[${at}].NgaySinh`);
    if (VaiTro === 'NGUOI_CHET') inOrder(born, died, 'NgayChet');
    inOrder(born, registered, 'NgayDangKy');
  });
  if (isDeath) inOrder(died, registered, 'NgayDangKy');
  inOrder(registered, fields.NgayGhiChuKetHon, 'NgayGhiChuKetHon');
  // What is noted here was done abroad before.
  inOrder(fields.NgayDangKyNuocNgoai, registered, 'NgayDangKy');
}
