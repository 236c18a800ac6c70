import {
  ACT_LABELS,
  CHANGE_KINDS,
  type CivilRole,
  type DeathPaper,
  type IdentityPaper,
  type RegistrationType,
  type Residence,
} from '../../domain/civil-status.js';
import type { CivilState } from '../../domain/kinds/civil-registration.js';
import { defineNames } from './define.js';

export const CivilActEnum = defineNames('CivilAct', 'What a register is of (loại sổ hộ tịch).', ACT_LABELS);

export const CivilChangeKindEnum = defineNames(
  'CivilChangeKind',
  'What kind of change of a registration it is (loại thay đổi).',
  CHANGE_KINDS,
);

export const CivilRoleEnum = defineNames('CivilRole', 'As what somebody stands in a registration.', {
  CHILD: 'Người con, người được khai sinh',
  MOTHER: 'Người mẹ',
  FATHER: 'Người cha',
  HUSBAND: 'Chồng',
  WIFE: 'Vợ',
  DECEASED: 'Người chết',
  PARENT: 'Cha hoặc mẹ được nhận',
  PERSON: 'Người được xác nhận, cải chính',
  REQUESTER: 'Người yêu cầu',
} satisfies Record<CivilRole, string>);

export const CivilStateEnum = defineNames('CivilState', 'State of a registration (tình trạng).', {
  REGISTERED: 'Đã đăng ký',
  AMENDED: 'Đã ghi chú, thay đổi',
  REVOKED: 'Đã thu hồi, hủy — its number is never given again',
} satisfies Record<CivilState, string>);

export const RegistrationTypeEnum = defineNames('RegistrationType', 'Type of registration (loại đăng ký).', {
  NONE: 'Không xác định',
  FIRST: 'Đăng ký lần đầu',
  IN_TIME: 'Đúng hạn',
  AGAIN: 'Đăng ký lại',
  FROM_ABROAD: 'Ghi chú việc đã đăng ký ở nước ngoài',
  LATE: 'Quá hạn',
} satisfies Record<RegistrationType, string>);

export const IdentityPaperEnum = defineNames('IdentityPaper', 'Paper of identity (giấy tờ tùy thân).', {
  NONE: 'Không có',
  IDENTITY_CARD: 'Chứng minh nhân dân',
  PASSPORT: 'Hộ chiếu',
  RESIDENCE_CARD: 'Thẻ thường trú',
  CITIZEN_CARD: 'Căn cước công dân, căn cước',
  SERVICE_CARD: 'Giấy tờ của quân đội, công an',
  OTHER: 'Giấy tờ khác',
} satisfies Record<IdentityPaper, string>);

export const ResidenceEnum = defineNames('Residence', 'Kind of residence (loại cư trú).', {
  NONE: 'Không có',
  PERMANENT: 'Thường trú',
  TEMPORARY: 'Tạm trú',
} satisfies Record<Residence, string>);

export const DeathPaperEnum = defineNames('DeathPaper', 'What a death is proved by (giấy báo tử).', {
  DEATH_NOTICE: 'Giấy báo tử',
  WITNESS_STATEMENT: 'Văn bản của người làm chứng',
  OTHER: 'Giấy tờ khác thay giấy báo tử',
} satisfies Record<DeathPaper, string>);
