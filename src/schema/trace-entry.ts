import { Field, ObjectType } from 'type-graphql';
import { FlagEnum } from './enums/delivery.js';
import { DossierStateEnum } from './enums/dossier.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({ description: "One step of a dossier's way (quá trình xử lý)." })
export class TraceEntry {
  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  readonly at!: string;

  @Field(() => DossierStateEnum, { description: 'State of the dossier from then on.' })
  readonly state!: number;

  @Field(() => String, { description: 'The officer who did it (người xử lý).' })
  readonly actor!: string;

  @Field(() => String, { nullable: true, description: "The officer's post (chức danh)." })
  readonly title!: string | null;

  @Field(() => String, { nullable: true, description: 'Department (phòng ban).' })
  readonly department!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was done (nội dung); masked without the scope `personal`.',
  })
  readonly note!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When this step began.' })
  readonly begunAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When this step is due.' })
  readonly dueAt!: string | null;

  @Field(() => Boolean, { description: 'Whether the source no longer has it.' })
  readonly removed!: boolean;

  @Field(() => [FlagEnum], { description: 'What an officer should know of it.' })
  readonly flags!: string[];
}
