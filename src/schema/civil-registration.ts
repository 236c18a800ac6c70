import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { PURPOSE, SubjectArgs } from './args/subjects.js';
import { CivilPerson } from './civil-person.js';
import { connectionOf } from './connection.js';
import { Dossier } from './dossier.js';
import {
  CivilActEnum,
  CivilChangeKindEnum,
  CivilStateEnum,
  DeathPaperEnum,
  RegistrationTypeEnum,
} from './enums/civil-status.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { PartialDateScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

@ObjectType({
  implements: Node,
  description:
    'A registration in a register of civil status (đăng ký hộ tịch). Personal fields are masked without the scope `personal`; a recognition of parent and child as a whole, causes of death, notes and whatever tells of unknown parents without `sensitive`.',
})
export class CivilRegistration extends SubjectNode {
  @Field(() => String, { description: 'Place, register, book and number: what it is known by.' })
  readonly code!: string;

  @Field(() => Unit, {
    nullable: true,
    description: 'Where it was registered (nơi đăng ký); null when it is not in the unit table.',
  })
  readonly unit!: Unit | null;

  @Field(() => CivilActEnum, { description: 'Register.' })
  readonly act!: string;

  @Field(() => String, { description: 'Book (quyển số).' })
  readonly book!: string;

  @Field(() => String, { description: 'Number in the book (số).' })
  readonly number!: string;

  @Field(() => String, { nullable: true, description: 'Page (trang số).' })
  readonly page!: string | null;

  @Field(() => PartialDateScalar, { description: 'Day of registration, as far as it is known.' })
  readonly registeredOn!: string;

  @Field(() => RegistrationTypeEnum, { description: 'Type.' })
  readonly registrationType!: string;

  @Field(() => CivilStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => String, { nullable: true, description: 'What the national system knows it by.' })
  readonly nationalId!: string | null;

  @Field(() => String, { nullable: true, description: 'Who signed (người ký).' })
  readonly signer!: string | null;

  @Field(() => String, { nullable: true, description: 'Position of who signed.' })
  readonly signerTitle!: string | null;

  @Field(() => String, { nullable: true, description: 'Officer who entered it (người thực hiện).' })
  readonly performer!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Notes of later changes (ghi chú). Masked without the scope `sensitive`.',
  })
  readonly note!: string | null;

  @Field(() => Dossier, { nullable: true, description: 'The one-stop dossier that it came from.' })
  readonly dossier!: Dossier | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was revoked (thu hồi, hủy).' })
  readonly revokedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Why. Masked without the scope `sensitive`.' })
  readonly revocation!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a birth: BOTH_PARENTS, MOTHER_UNKNOWN, FATHER_UNKNOWN, BOTH_UNKNOWN or ABANDONED (loại khai sinh). Masked without the scope `sensitive`.',
  })
  readonly birthKind!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a birth: the birth slip (mã giấy chứng sinh).' })
  readonly birthSlip!: string | null;

  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Of a death: the day, as far as it is known.',
  })
  readonly diedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a death: the time, as it is written.' })
  readonly diedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a death: where.' })
  readonly deathPlace!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of a death: the cause. Masked without the scope `sensitive`.',
  })
  readonly deathCause!: string | null;

  @Field(() => DeathPaperEnum, { nullable: true, description: 'Of a death: what it is proved by.' })
  readonly deathPaper!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of that paper.' })
  readonly deathPaperNumber!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Day of that paper.' })
  readonly deathPaperDate!: string | null;

  @Field(() => String, { nullable: true, description: 'Who gave that paper.' })
  readonly deathPaperIssuer!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of a marriage: DIVORCED, ANNULLED or RECOGNISED; null: nothing was noted.',
  })
  readonly marriageState!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Of a marriage: when that was noted.' })
  readonly endedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a marriage: the judgment by which.' })
  readonly endedBy!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of a correction: what was changed. Masked without the scope `sensitive`.',
  })
  readonly change!: string | null;

  @Field(() => CivilChangeKindEnum, { nullable: true, description: 'Of a correction: what kind of change.' })
  readonly changeKind!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of an extract or a correction: what the registration that it is of is known by.',
  })
  readonly originalCode!: string | null;

  @Field(() => CivilRegistration, {
    nullable: true,
    description: 'That registration; null when it is not known here. Null with `asOf`.',
  })
  readonly original!: CivilRegistration | null;

  @Field(() => [CivilRegistration], {
    nullable: true,
    description: 'Extracts that were issued of it (trích lục), the latest first. Null with `asOf`.',
  })
  readonly extracts!: CivilRegistration[] | null;

  @Field(() => [CivilRegistration], {
    nullable: true,
    description:
      'Changes and corrections of it (thay đổi, cải chính, bổ sung, xác định lại dân tộc), the latest first. Null with `asOf`.',
  })
  readonly corrections!: CivilRegistration[] | null;

  @Field(() => Boolean, {
    description: 'Whether it was registered or decided abroad before and is noted here (ghi chú).',
  })
  readonly fromAbroad!: boolean;

  @Field(() => String, { nullable: true, description: 'Its number abroad (số đăng ký ở nước ngoài).' })
  readonly foreignNumber!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Its day abroad.' })
  readonly foreignOn!: string | null;

  @Field(() => String, { nullable: true, description: 'The authority abroad (cơ quan nước ngoài).' })
  readonly foreignAuthority!: string | null;

  @Field(() => String, { nullable: true, description: 'The country (quốc gia).' })
  readonly foreignCountry!: string | null;

  @Field(() => [CivilPerson], {
    description:
      'Who stands in it. Parents and who asked for it only with the scope `sensitive`: one who is missing among them is not known.',
  })
  readonly persons!: CivilPerson[];
}

export const CivilRegistrationConnection = connectionOf(
  'CivilRegistration',
  'registrations of civil status (hộ tịch)',
  CivilRegistration,
);

export const CivilRegistrationOrderEnum = defineOrder('CivilRegistrationOrder', 'registrations', {
  CODE: 'Nơi đăng ký, loại sổ, quyển số, số',
  REGISTERED: 'Ngày đăng ký',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class CivilRegistrationsArgs extends SubjectArgs {
  @Field(() => CivilRegistrationOrderEnum, {
    defaultValue: CivilRegistrationOrderEnum.CODE_ASC,
    description: 'Order.',
  })
  readonly orderBy!: keyof typeof CivilRegistrationOrderEnum;

  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Registered on this day or later; `2025`: from its first day.',
  })
  readonly registeredFrom?: string | null;

  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Registered on this day or earlier; `2025`: to its last day.',
  })
  readonly registeredTo?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only where who has this identity number stands in it; with the scope `personal` only.',
  })
  readonly personalId?: string | null;

  @Field(() => String, { nullable: true, description: PURPOSE })
  readonly purpose?: string | null;
}

/** What the list of registrations and those of a unit can be narrowed by. */
@ArgsType()
export class CivilFilterArgs {
  @Field(() => [CivilActEnum], { nullable: true, description: 'Only of these registers.' })
  readonly acts?: string[] | null;

  @Field(() => [CivilStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => [CivilChangeKindEnum], { nullable: true, description: 'Only corrections of these kinds.' })
  readonly changeKinds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only what was registered or decided abroad before, or what was not.',
  })
  readonly fromAbroad?: boolean | null;
}

@ArgsType()
export class UnitCivilRegistrationsArgs extends CivilFilterArgs {
  @Field(() => Int, { defaultValue: 100, description: 'At most this many, 1–100; the latest first.' })
  readonly first!: number;
}
