import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ApplicantTypeEnum, FeeTypeEnum, IdentityTypeEnum, SatisfactionEnum } from './enums/dossier.js';
import { DateScalar, DateTimeScalar } from './scalars.js';

const MASKED = 'Masked without the scope `personal`.';

@ObjectType({
  description:
    'Who handed in a dossier (chủ hồ sơ). Personal fields are masked without the scope `personal`.',
})
export class Applicant {
  @Field(() => String, { description: `Name. ${MASKED}` })
  readonly name!: string;

  @Field(() => ApplicantTypeEnum, { description: 'Citizen, business or body.' })
  readonly type!: number;

  @Field(() => IdentityTypeEnum, { nullable: true, description: 'Kind of identity paper.' })
  readonly identityType!: number | null;

  @Field(() => String, {
    nullable: true,
    description: `Number of the identity paper (số định danh). ${MASKED}`,
  })
  readonly identityNumber!: string | null;

  @Field(() => String, { nullable: true, description: `Telephone. ${MASKED}` })
  readonly phone!: string | null;

  @Field(() => String, { nullable: true, description: `E-mail. ${MASKED}` })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: `Address (địa chỉ). ${MASKED}` })
  readonly address!: string | null;

  @Field(() => String, { nullable: true, description: `Account at the national portal (TechID). ${MASKED}` })
  readonly nationalAccountId!: string | null;
}

@ObjectType({ description: 'A paper handed in with a dossier (thành phần hồ sơ).' })
export class DossierComponent {
  @Field(() => String, { nullable: true, description: 'Code of the paper.' })
  readonly code!: string | null;

  @Field(() => String, { description: 'Name of the paper.' })
  readonly name!: string;

  @Field(() => Boolean, { description: 'Whether a file belongs to it.' })
  readonly hasFile!: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was digitised (số hóa).' })
  readonly digitised!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was reused (tái sử dụng).' })
  readonly reused!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it came from the national store of papers.' })
  readonly fromNationalStore!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many originals.' })
  readonly originals!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many copies.' })
  readonly copies!: number | null;
}

@ObjectType({ description: 'A result of a dossier (kết quả giải quyết).' })
export class DossierResult {
  @Field(() => String, { nullable: true, description: 'Code of the result.' })
  readonly code!: string | null;

  @Field(() => String, { description: 'Name of the result.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Number of the document (số ký hiệu).' })
  readonly number!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of signature.' })
  readonly signedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'The officer who signed.' })
  readonly signer!: string | null;

  @Field(() => Boolean, { description: 'Whether a file belongs to it.' })
  readonly hasFile!: boolean;

  @Field(() => String, { nullable: true, description: 'Code of the kind of paper (mã giấy tờ).' })
  readonly paperCode!: string | null;
}

@ObjectType({ description: 'A fee of a dossier (phí, lệ phí).' })
export class DossierFee {
  @Field(() => String, { description: 'Name of the fee.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Code of the fee.' })
  readonly code!: string | null;

  @Field(() => FeeTypeEnum, { nullable: true, description: 'Kind of fee.' })
  readonly type!: number | null;

  @Field(() => Float, { description: 'Amount in đồng.' })
  readonly amount!: number;

  @Field(() => String, { nullable: true, description: 'How it is collected (hình thức thu).' })
  readonly method!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it was paid; null when the source does not say.',
  })
  readonly paid!: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was paid.' })
  readonly paidAt!: string | null;
}

@ObjectType({ description: 'A request for more papers and its answer (bổ sung hồ sơ).' })
export class DossierSupplement {
  @Field(() => String, { nullable: true, description: 'The officer who asked.' })
  readonly requestedBy!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is asked for. Masked without the scope `personal`.',
  })
  readonly content!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  readonly requestedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "The citizen's answer; null while open." })
  readonly answeredAt!: string | null;

  @Field(() => String, { nullable: true, description: 'The officer who took the answer.' })
  readonly receivedBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Due time before.' })
  readonly previousDueAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Due time after.' })
  readonly newDueAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Status, as the source has it.' })
  readonly status!: string | null;
}

@ObjectType({ description: "The applicant's rating (đánh giá)." })
export class DossierRating {
  @Field(() => SatisfactionEnum, { nullable: true, description: 'How satisfied; null: in words only.' })
  readonly level!: number | null;

  @Field(() => String, { nullable: true, description: 'In words. Masked without the scope `personal`.' })
  readonly content!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was given.' })
  readonly at!: string | null;
}
