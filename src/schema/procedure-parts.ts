import { Field, Float, Int, ObjectType } from 'type-graphql';
import { TermUnitEnum } from './enums/catalogue.js';
import { FeeTypeEnum } from './enums/dossier.js';
import { DateScalar } from './scalars.js';

@ObjectType({ description: 'How long a procedure may take (thời hạn giải quyết).' })
export class Term {
  @Field(() => Int, { description: 'How many of `unit`.' })
  readonly amount!: number;

  @Field(() => TermUnitEnum, { description: 'What is counted.' })
  readonly unit!: string;
}

const CHANNEL = 'Way of handing in that it is for (cách thức thực hiện), as the source names it; null: any.';

@ObjectType({
  description: 'How long a procedure may take when handed in one way (thời hạn theo cách thức).',
})
export class ProcedureTerm {
  @Field(() => String, { nullable: true, description: CHANNEL })
  readonly channel!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many of `unit`; null: as the note says.' })
  readonly amount!: number | null;

  @Field(() => TermUnitEnum, { nullable: true, description: 'What is counted.' })
  readonly unit!: string | null;

  @Field(() => String, { nullable: true, description: 'Note.' })
  readonly note!: string | null;
}

@ObjectType({ description: 'A fee of a procedure (phí, lệ phí).' })
export class ProcedureFee {
  @Field(() => String, { nullable: true, description: 'Name of the fee.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the fee.' })
  readonly code!: string | null;

  @Field(() => FeeTypeEnum, { nullable: true, description: 'Kind of fee.' })
  readonly type!: number | null;

  @Field(() => Float, { nullable: true, description: 'Amount in đồng; null: as the note says.' })
  readonly amount!: number | null;

  @Field(() => String, { nullable: true, description: CHANNEL })
  readonly channel!: string | null;

  @Field(() => String, { nullable: true, description: 'Note.' })
  readonly note!: string | null;
}

@ObjectType({ description: 'A paper that a procedure asks for (thành phần hồ sơ).' })
export class ProcedureComponent {
  @Field(() => String, { nullable: true, description: 'Code of the paper.' })
  readonly code!: string | null;

  @Field(() => String, { description: 'Name of the paper.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'In which case it is asked for (trường hợp).' })
  readonly case!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it must be there (bắt buộc); null when the source does not say.',
  })
  readonly required!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many originals (bản chính).' })
  readonly originals!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many copies (bản sao).' })
  readonly copies!: number | null;

  @Field(() => String, { nullable: true, description: 'The blank form (mẫu đơn), as the source names it.' })
  readonly form!: string | null;
}

@ObjectType({ description: 'What a procedure ends with (kết quả thực hiện).' })
export class ProcedureResult {
  @Field(() => String, { nullable: true, description: 'Code of the result.' })
  readonly code!: string | null;

  @Field(() => String, { description: 'Name of the result.' })
  readonly name!: string;
}

@ObjectType({ description: 'The decision that publishes, amends or ends a procedure (quyết định công bố).' })
export class ProcedureDecision {
  @Field(() => String, { nullable: true, description: 'Number (số quyết định).' })
  readonly number!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision.' })
  readonly date!: string | null;

  @Field(() => String, { nullable: true, description: 'Who decided (cơ quan công bố).' })
  readonly issuer!: string | null;

  @Field(() => Boolean, { description: 'Whether a file belongs to it.' })
  readonly hasFile!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The national catalogue's own number of it, where that is all that is known.",
  })
  readonly nationalId!: string | null;
}
