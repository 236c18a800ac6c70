import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { SubjectArgs } from './args/subjects.js';
import { connectionOf } from './connection.js';
import { defineNames } from './enums/define.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

export const CertificateHolderEnum = defineNames('CertificateHolder', 'Who holds it (chủ thể).', {
  PERSON: 'Cá nhân',
  AGENCY: 'Cơ quan, tổ chức',
});

export const CertificateDeviceEnum = defineNames('CertificateDevice', 'Where its key is kept (thiết bị).', {
  TOKEN: 'Thẻ USB (USB token)',
  SIM: 'SIM ký số (SIM PKI)',
  REMOTE: 'Ký số từ xa',
});

export const CertificateStateEnum = defineNames(
  'CertificateState',
  'State, as the issuer says (trạng thái).',
  {
    REQUESTED: 'Đã đề nghị cấp',
    VALID: 'Đang hiệu lực',
    SUSPENDED: 'Tạm dừng',
    REVOKED: 'Đã thu hồi',
    EXPIRED: 'Hết hạn',
  },
);

@ObjectType({
  implements: Node,
  description: 'A certificate for digital signatures of an officer or an agency (chứng thư số). Never a key.',
})
export class Certificate extends SubjectNode {
  @Field(() => String, { description: 'Serial and issuer: what it is known by.' })
  readonly code!: string;

  @Field(() => String, { description: 'Serial number, hexadecimal (số sê-ri).' })
  readonly serial!: string;

  @Field(() => String, { description: 'Issuer, as a distinguished name (tổ chức cấp).' })
  readonly issuerDn!: string;

  @Field(() => String, {
    description:
      'Holder, as a distinguished name (chủ thể); identity numbers in it are masked for everybody.',
  })
  readonly subjectDn!: string;

  @Field(() => CertificateHolderEnum, { description: 'A person or an agency.' })
  readonly holderKind!: string;

  @Field(() => Unit, { nullable: true, description: 'The agency; null when it is not in the unit table.' })
  readonly unit!: Unit | null;

  @Field(() => String, {
    nullable: true,
    description: "The person's identity number. Masked without the scope `personal`.",
  })
  readonly personalId!: string | null;

  @Field(() => DateTimeScalar, { description: 'Valid from.' })
  readonly notBefore!: string;

  @Field(() => DateTimeScalar, { description: 'Valid to.' })
  readonly notAfter!: string;

  @Field(() => CertificateDeviceEnum, { nullable: true, description: 'Where its key is kept.' })
  readonly device!: string | null;

  @Field(() => CertificateStateEnum, {
    description: 'State; an issuer may be late in saying that it expired.',
  })
  readonly state!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked.' })
  readonly revokedAt!: string | null;
}

export const CertificateConnection = connectionOf('Certificate', 'certificates (chứng thư số)', Certificate);

export const CertificateOrderEnum = defineOrder('CertificateOrder', 'certificates', {
  CODE: 'Số sê-ri',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class CertificatesArgs extends SubjectArgs {
  @Field(() => CertificateOrderEnum, { defaultValue: CertificateOrderEnum.CODE_ASC, description: 'Order.' })
  readonly orderBy!: keyof typeof CertificateOrderEnum;

  @Field(() => [CertificateStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => CertificateHolderEnum, { nullable: true, description: 'Only of persons, or of agencies.' })
  readonly holderKind?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Ending at this time or later.' })
  readonly endingFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Ending before this time.' })
  readonly endingTo?: string | null;
}

@ArgsType()
export class UnitCertificatesArgs {
  @Field(() => Int, { defaultValue: 100, description: 'At most this many, 1–100; by code.' })
  readonly first!: number;

  @Field(() => [CertificateStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => CertificateHolderEnum, { nullable: true, description: 'Only of persons, or of agencies.' })
  readonly holderKind?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Ending at this time or later.' })
  readonly endingFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Ending before this time.' })
  readonly endingTo?: string | null;
}
