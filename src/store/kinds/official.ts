import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import { GENDERS } from '../../domain/gender.js';
import { OFFICIAL_KINDS, type OfficialRecord } from '../../domain/kinds/official.js';
import { POST_KINDS } from '../../domain/kinds/official-posts.js';
import { OFFICIAL_STATES } from '../../domain/kinds/official-states.js';
import { Subject } from '../entities/subject.js';
import { type KindStore, kindStore, partOf } from './kind.js';
import { followCorrections } from './official-keys.js';
import { heldElsewhere } from './official-posts.js';
import { personColumns, personIndex, personProperties, sealedText } from './person.js';

const anyOf = (column: string, words: readonly string[]) => ({
  name: `official_${column}_check`,
  expression: `${column} = ANY (ARRAY[${words.map((word) => `'${word}'::text`).join(', ')}])`,
});
const sealed = (name: string) => p.blob().nullable().fieldName(name).comment('sealed');
const text = (name: string) => p.text().nullable().fieldName(name);

const Official = defineEntity({
  name: 'Official',
  tableName: 'official',
  indexes: [
    { name: 'official_unit', properties: ['unit'] },
    personIndex('official'),
    {
      name: 'official_name',
      expression: 'CREATE INDEX official_name ON official USING btree ((person_name(full_name) COLLATE "C"))',
    },
    {
      name: 'official_search',
      expression: 'CREATE INDEX official_search ON official USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [anyOf('gender', GENDERS), anyOf('official_kind', OFFICIAL_KINDS), anyOf('state', OFFICIAL_STATES)],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('official_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('official_code_key'),
    officialCode: p.text().collation('C').fieldName('official_code'),
    managingUnit: p.text().collation('C').fieldName('managing_unit'),
    unit: p.text().collation('C'),
    fullName: p.text().fieldName('full_name'),
    otherName: text('other_name'),
    birthDate: p.text().collation('C').fieldName('birth_date'),
    gender: p.text(),
    ...personProperties,
    birthPlace: sealed('birth_place'),
    homeTown: sealed('home_town'),
    address: sealed('address'),
    mobile: sealed('mobile'),
    officePhone: text('office_phone'),
    officeEmail: text('office_email'),
    ethnicity: sealed('ethnicity'),
    religion: sealed('religion'),
    generalEducation: text('general_education'),
    degree: text('degree'),
    politicalTheory: text('political_theory'),
    stateManagement: text('state_management'),
    languages: text('languages'),
    computing: text('computing'),
    partyJoined: sealed('party_joined'),
    partyOfficial: sealed('party_official'),
    officialKind: p.text().fieldName('official_kind'),
    salaryScheme: text('salary_scheme'),
    state: p.text(),
    health: sealed('health'),
    bloodGroup: sealed('blood_group'),
    discipline: sealed('discipline'),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

const owner = (table: string) =>
  p
    .manyToOne(Official)
    .mapToPk()
    .fieldName('official_id')
    .foreignKeyName(`${table}_official_id_fkey`)
    .deleteRule('no action')
    .updateRule('no action')
    .primary();

const OfficialPost = defineEntity({
  name: 'OfficialPost',
  tableName: 'official_post',
  indexes: [{ name: 'official_post_unit', properties: ['unit'] }],
  checks: [
    {
      name: 'official_post_kind_check',
      expression: `kind = ANY (ARRAY[${POST_KINDS.map((word) => `'${word}'::text`).join(', ')}])`,
    },
  ],
  properties: {
    officialId: owner('official_post'),
    position: p.integer().primary(),
    unit: p.text().collation('C'),
    title: p.text(),
    kind: p.text(),
    fromDate: p.text().collation('C').fieldName('from_date'),
    toDate: p.text().collation('C').nullable().fieldName('to_date'),
    decisionNumber: text('decision_number'),
    duty: text('duty'),
  },
});

const OfficialSalary = defineEntity({
  name: 'OfficialSalary',
  tableName: 'official_salary',
  properties: {
    officialId: owner('official_salary'),
    position: p.integer().primary(),
    rankCode: p.text().collation('C').nullable().fieldName('rank_code'),
    rankName: text('rank_name'),
    step: text('step'),
    coefficient: text('coefficient'),
    fromDate: p.text().collation('C').fieldName('from_date'),
    decisionNumber: text('decision_number'),
  },
});

const tables = kindStore<OfficialRecord>({
  kind: 'official',
  entities: [Official, OfficialPost, OfficialSalary],
  table: 'official',
  clashes: heldElsewhere,
  columns: {
    code: ['text', ({ code }) => code],
    official_code: ['text', ({ officialCode }) => officialCode],
    managing_unit: ['text', ({ managingUnit }) => managingUnit],
    unit: ['text', ({ unit }) => unit],
    full_name: ['text', ({ fullName }) => fullName],
    other_name: ['text', ({ otherName }) => otherName],
    birth_date: ['text', ({ birthDate }) => birthDate],
    gender: ['text', ({ gender }) => gender],
    ...personColumns,
    birth_place: sealedText(({ birthPlace }) => birthPlace),
    home_town: sealedText(({ homeTown }) => homeTown),
    address: sealedText(({ address }) => address),
    mobile: sealedText(({ mobile }) => mobile),
    office_phone: ['text', ({ officePhone }) => officePhone],
    office_email: ['text', ({ officeEmail }) => officeEmail],
    ethnicity: sealedText(({ ethnicity }) => ethnicity),
    religion: sealedText(({ religion }) => religion),
    general_education: ['text', ({ generalEducation }) => generalEducation],
    degree: ['text', ({ degree }) => degree],
    political_theory: ['text', ({ politicalTheory }) => politicalTheory],
    state_management: ['text', ({ stateManagement }) => stateManagement],
    languages: ['text', ({ languages }) => languages],
    computing: ['text', ({ computing }) => computing],
    party_joined: sealedText(({ partyJoined }) => partyJoined),
    party_official: sealedText(({ partyOfficial }) => partyOfficial),
    official_kind: ['text', ({ officialKind }) => officialKind],
    salary_scheme: ['text', ({ salaryScheme }) => salaryScheme],
    state: ['text', ({ state }) => state],
    health: sealedText(({ health }) => health),
    blood_group: sealedText(({ bloodGroup }) => bloodGroup),
    discipline: sealedText(({ discipline }) => discipline),
    // What everybody may see: whoever finds somebody by it learns nothing that is masked.
    search_text: [
      'text',
      ({ code, fullName, posts }) => fold([code, fullName, ...posts.map(({ title }) => title)].join(' ')),
    ],
  },
  parts: [
    partOf({
      table: 'official_post',
      owner: 'official_id',
      items: ({ posts }: OfficialRecord) => posts,
      columns: {
        unit: ['text', ({ unit }) => unit],
        title: ['text', ({ title }) => title],
        kind: ['text', ({ kind }) => kind],
        from_date: ['text', ({ from }) => from],
        to_date: ['text', ({ to }) => to],
        decision_number: ['text', ({ decisionNumber }) => decisionNumber],
        duty: ['text', ({ duty }) => duty],
      },
    }),
    partOf({
      table: 'official_salary',
      owner: 'official_id',
      items: ({ salary }: OfficialRecord) => salary,
      columns: {
        rank_code: ['text', ({ rankCode }) => rankCode],
        rank_name: ['text', ({ rankName }) => rankName],
        step: ['text', ({ step }) => step],
        coefficient: ['text', ({ coefficient }) => coefficient],
        from_date: ['text', ({ from }) => from],
        decision_number: ['text', ({ decisionNumber }) => decisionNumber],
      },
    }),
  ],
});

/** A number that is corrected is corrected in the keys of its person too. */
export const officialStore: KindStore<OfficialRecord> = {
  ...tables,
  write: async (writing, versions) => {
    await followCorrections(writing, versions);
    await tables.write(writing, versions);
  },
};
