import { ArgsType, Field } from 'type-graphql';
import { type AccessRecordOrder, AccessRecordOrderEnum } from '../enums/orders.js';
import { DateTimeScalar } from '../scalars.js';
import { PageArgs } from './page.js';

@ArgsType()
export class AccessRecordsArgs extends PageArgs {
  @Field(() => AccessRecordOrderEnum, { defaultValue: AccessRecordOrderEnum.AT_DESC, description: 'Order.' })
  readonly orderBy!: AccessRecordOrder;

  @Field(() => String, { nullable: true, description: 'Only of this key or person.' })
  readonly principalId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only of the subject with this code, of any kind: a dossier, an official, ….',
  })
  readonly subjectKey?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'At this time or later.' })
  readonly from?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Before this time.' })
  readonly to?: string | null;
}
