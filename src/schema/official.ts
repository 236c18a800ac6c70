import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { OFFICIAL_STATE_NAMES } from '../domain/kinds/official-states.js';
import { BornArgs } from './args/persons.js';
import { Certificate } from './certificate.js';
import { connectionOf } from './connection.js';
import { defineNames } from './enums/define.js';
import { defineOrder } from './enums/orders.js';
import { GenderEnum } from './enums/person.js';
import { Node } from './node.js';
import { PartialDateScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

export const OfficialKindEnum = defineNames('OfficialKind', 'Kind of official (loại).', {
  CADRE: 'Cán bộ',
  CIVIL_SERVANT: 'Công chức',
  PUBLIC_EMPLOYEE: 'Viên chức',
  CONTRACT: 'Lao động hợp đồng',
});

export const SalarySchemeEnum = defineNames('SalaryScheme', 'What pay goes by (chế độ lương).', {
  RANK: 'Theo ngạch, bậc',
  POSITION: 'Theo vị trí việc làm',
});

export const OfficialStateEnum = defineNames(
  'OfficialState',
  'State of an official (tình trạng).',
  OFFICIAL_STATE_NAMES,
);

export const PostKindEnum = defineNames('PostKind', 'Main or second post.', {
  MAIN: 'Chức vụ chính',
  SECOND: 'Kiêm nhiệm',
});

@ObjectType({ description: 'A post that somebody holds or held (chức vụ).' })
export class OfficialPost {
  @Field(() => String, { description: 'Code of the unit, as the file has it.' })
  readonly unitCode!: string;

  @Field(() => Unit, {
    nullable: true,
    description: 'The unit; null when it is not in the unit table, and with `asOf`.',
  })
  readonly unit!: Unit | null;

  @Field(() => String, { description: 'The post (chức vụ, chức danh).' })
  readonly title!: string;

  @Field(() => PostKindEnum, { description: 'Main or second post.' })
  readonly kind!: string;

  @Field(() => PartialDateScalar, { description: 'Since when.' })
  readonly from!: string;

  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Until when; it may lie ahead. Null: no end is known.',
  })
  readonly to!: string | null;

  @Field(() => String, { nullable: true, description: 'Decision (số quyết định).' })
  readonly decisionNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Main duty (nhiệm vụ chính).' })
  readonly duty!: string | null;
}

@ObjectType({ description: 'A step of salary (diễn biến lương).' })
export class SalaryStep {
  @Field(() => String, { nullable: true, description: 'Code of the rank (mã ngạch), `01.003`.' })
  readonly rankCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Rank (ngạch).' })
  readonly rankName!: string | null;

  @Field(() => String, { nullable: true, description: 'Step (bậc), `3/9`.' })
  readonly step!: string | null;

  @Field(() => String, { nullable: true, description: 'Coefficient (hệ số), two decimals, `2.34`.' })
  readonly coefficient!: string | null;

  @Field(() => PartialDateScalar, { description: 'Since when (hưởng từ).' })
  readonly from!: string;

  @Field(() => String, { nullable: true, description: 'Decision (số quyết định).' })
  readonly decisionNumber!: string | null;
}

@ObjectType({
  implements: Node,
  description:
    'A cadre, civil servant or public employee as the managing agency has the file (cán bộ, công chức, viên chức). Personal fields are masked without the scope `personal`; ethnicity, religion, Party, health and discipline without `sensitive`.',
})
export class Official extends SubjectNode {
  @Field(() => String, { description: 'Managing agency and number: what it is known by.' })
  readonly code!: string;

  @Field(() => String, { description: 'Number inside the managing agency (số hiệu).' })
  readonly number!: string;

  @Field(() => Unit, { nullable: true, description: 'Agency that manages the file (cơ quan quản lý).' })
  readonly managingUnit!: Unit | null;

  @Field(() => Unit, {
    nullable: true,
    description: 'Where the main post is, or was last (đơn vị công tác).',
  })
  readonly unit!: Unit | null;

  @Field(() => String, { description: 'Name (họ tên).' })
  readonly fullName!: string;

  @Field(() => String, { nullable: true, description: 'Other name (tên gọi khác).' })
  readonly otherName!: string | null;

  @Field(() => PartialDateScalar, { description: 'Birth date, as far as it is known.' })
  readonly birthDate!: string;

  @Field(() => GenderEnum, { description: 'Gender.' })
  readonly gender!: string;

  @Field(() => String, { description: 'Identity number (số định danh).' })
  readonly personalId!: string;

  @Field(() => String, { nullable: true, description: 'Birth place (nơi sinh).' })
  readonly birthPlace!: string | null;

  @Field(() => String, { nullable: true, description: 'Home town (quê quán).' })
  readonly homeTown!: string | null;

  @Field(() => String, { nullable: true, description: 'Address (địa chỉ).' })
  readonly address!: string | null;

  @Field(() => String, { nullable: true, description: 'Own telephone (di động).' })
  readonly mobile!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone of the office.' })
  readonly officePhone!: string | null;

  @Field(() => String, { nullable: true, description: 'Official mailbox (thư công vụ).' })
  readonly officeEmail!: string | null;

  @Field(() => String, { nullable: true, description: 'Ethnicity (dân tộc).' })
  readonly ethnicity!: string | null;

  @Field(() => String, { nullable: true, description: 'Religion (tôn giáo).' })
  readonly religion!: string | null;

  @Field(() => String, { nullable: true, description: 'General education, `12/12` (giáo dục phổ thông).' })
  readonly generalEducation!: string | null;

  @Field(() => String, { nullable: true, description: 'Degree (trình độ chuyên môn).' })
  readonly degree!: string | null;

  @Field(() => String, { nullable: true, description: 'Political theory (lý luận chính trị).' })
  readonly politicalTheory!: string | null;

  @Field(() => String, { nullable: true, description: 'State management (quản lý nhà nước).' })
  readonly stateManagement!: string | null;

  @Field(() => String, { nullable: true, description: 'Foreign languages (ngoại ngữ).' })
  readonly languages!: string | null;

  @Field(() => String, { nullable: true, description: 'Computing (tin học).' })
  readonly computing!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Admitted to the Party (vào Đảng).' })
  readonly partyJoined!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Full member of the Party (chính thức).' })
  readonly partyOfficial!: string | null;

  @Field(() => OfficialKindEnum, { description: 'Kind.' })
  readonly kind!: string;

  @Field(() => SalarySchemeEnum, { nullable: true, description: 'What pay goes by.' })
  readonly salaryScheme!: string | null;

  @Field(() => OfficialStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => String, { nullable: true, description: 'Health (tình trạng sức khỏe).' })
  readonly health!: string | null;

  @Field(() => String, { nullable: true, description: 'Blood group (nhóm máu).' })
  readonly bloodGroup!: string | null;

  @Field(() => String, { nullable: true, description: 'Discipline (kỷ luật).' })
  readonly discipline!: string | null;

  @Field(() => [OfficialPost], { description: 'Posts, by their beginning; second posts among them.' })
  readonly posts!: OfficialPost[];

  @Field(() => [SalaryStep], { description: 'Steps of salary, by their beginning.' })
  readonly salary!: SalaryStep[];

  @Field(() => [Certificate], { description: 'Certificates for signatures that the person holds.' })
  readonly certificates!: Certificate[];
}

export const OfficialConnection = connectionOf(
  'Official',
  'officials (cán bộ, công chức, viên chức)',
  Official,
);

export const OfficialOrderEnum = defineOrder('OfficialOrder', 'officials', {
  CODE: 'Cơ quan quản lý và số hiệu',
  NAME: 'Họ tên',
  BORN: 'Ngày sinh',
  CHANGED: 'Lần thay đổi ở nguồn',
});

/** What the list of officials and a unit's can be narrowed by. */
@ArgsType()
export class OfficialFilterArgs {
  @Field(() => [OfficialStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => [OfficialKindEnum], { nullable: true, description: 'Only of these kinds.' })
  readonly kinds?: string[] | null;
}

@ArgsType()
export class OfficialsArgs extends BornArgs {
  @Field(() => OfficialOrderEnum, {
    defaultValue: OfficialOrderEnum.CODE_ASC,
    description: 'Order; by birth with the scope `personal` only.',
  })
  readonly orderBy!: keyof typeof OfficialOrderEnum;
}

@ArgsType()
export class UnitOfficialsArgs extends OfficialFilterArgs {
  @Field(() => Int, { defaultValue: 100, description: 'At most this many, 1–100; by code.' })
  readonly first!: number;
}
