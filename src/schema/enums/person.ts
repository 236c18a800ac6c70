import type { Gender } from '../../domain/gender.js';
import { defineNames } from './define.js';

export const GenderEnum = defineNames('Gender', 'Gender (giới tính).', {
  MALE: 'Nam giới',
  FEMALE: 'Nữ giới',
  UNDETERMINED: 'Chưa xác định',
} satisfies Record<Gender, string>);
