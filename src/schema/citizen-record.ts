import { ArgsType, Field, ObjectType } from 'type-graphql';
import { PageArgs } from './args/page.js';
import { connectionOf } from './connection.js';
import { SubjectKindEnum } from './enums/operations.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';
import { Unit } from './unit.js';

@ObjectType({ description: 'One thing that the hub holds about somebody (dữ liệu về một công dân).' })
export class CitizenRecord {
  @Field(() => SubjectKindEnum, { description: 'What it is (loại dữ liệu).' })
  readonly kind!: string;

  @Field(() => String, { description: 'Its code (mã).' })
  readonly code!: string;

  @Field(() => String, { description: 'What an officer calls it, cut at 200 letters (tên).' })
  readonly title!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit that it is of (đơn vị).' })
  readonly unit!: Unit | null;

  @Field(() => DateTimeScalar, { description: 'Last change at the source.' })
  readonly changedAt!: string;

  @Field(() => Node, { description: 'The thing itself: `... on Dossier { state }`.' })
  readonly record!: Node;
}

export const CitizenRecordConnection = connectionOf(
  'CitizenRecord',
  'things about one person',
  CitizenRecord,
);

@ArgsType()
export class CitizenRecordsArgs extends PageArgs {
  @Field(() => String, {
    description:
      'Identity number: 12 digits, or 9 of the older card (số định danh). Give it as a variable: texts of operations are kept by programs on the way.',
  })
  readonly personalId!: string;

  @Field(() => String, {
    description: 'What it is for, 1–300 letters; kept with who asked and when (mục đích khai thác).',
  })
  readonly purpose!: string;

  @Field(() => [SubjectKindEnum], {
    nullable: true,
    description: 'Of these kinds only; absent: all that you may read.',
  })
  readonly kinds?: string[] | null;
}
