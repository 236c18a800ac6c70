import { ArgsType, Field, ObjectType } from 'type-graphql';
import { FOLLOW, PageArgs, WITHIN } from './args/page.js';
import { connectionOf } from './connection.js';
import { type UnitFollow, UnitFollowEnum } from './enums/catalogue.js';
import { defineNames } from './enums/define.js';
import { SubjectKindEnum } from './enums/operations.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';
import { Unit } from './unit.js';

export const SearchMatchEnum = defineNames('SearchMatch', 'How something was found, best first (mức khớp).', {
  CODE: 'Đúng mã',
  PREFIX: 'Mã bắt đầu như vậy',
  WORDS: 'Có đủ các từ',
  PARTS: 'Có đủ các từ, có từ nằm trong từ khác',
  SIMILAR: 'Gần giống, khi không có gì khớp',
});
export type SearchMatch = keyof typeof SearchMatchEnum;

@ObjectType({ description: 'One thing that a search found (kết quả tìm kiếm).' })
export class SearchHit {
  @Field(() => SubjectKindEnum, { description: 'What it is (loại dữ liệu).' })
  readonly kind!: string;

  @Field(() => String, { description: 'Its code (mã).' })
  readonly code!: string;

  @Field(() => String, { description: 'What an officer calls it, cut at 200 letters (tên).' })
  readonly title!: string;

  @Field(() => Unit, {
    nullable: true,
    description: 'The unit that it is of; null of what is no unit’s (đơn vị).',
  })
  readonly unit!: Unit | null;

  @Field(() => SearchMatchEnum, { description: 'How it was found (mức khớp).' })
  readonly match!: SearchMatch;

  @Field(() => String, {
    description:
      'A piece of its text around what was found, that between « and »; of personal text only for who may see it (đoạn trích).',
  })
  readonly snippet!: string;

  @Field(() => DateTimeScalar, { description: 'Last change at the source.' })
  readonly changedAt!: string;

  @Field(() => Node, { description: 'The thing itself: `... on Dossier { state }`.' })
  readonly record!: Node;
}

export const SearchHitConnection = connectionOf('SearchHit', 'things that a search found', SearchHit);

@ArgsType()
export class SearchArgs extends PageArgs {
  @Field(() => String, {
    description:
      'A code, or words that must all occur, with or without accents. A word of one or two letters has to begin one. Where nothing holds them: what is like them.',
  })
  readonly text!: string;

  @Field(() => [SubjectKindEnum], {
    nullable: true,
    description: 'Of these kinds only; absent: all that you may read.',
  })
  readonly kinds?: string[] | null;

  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;
}
