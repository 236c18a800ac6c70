import { defineEntity, p } from '@mikro-orm/core';
import { CHANGE_KINDS, CIVIL_ACTS, CIVIL_ROLES, OPEN_ROLES } from '../../domain/civil-status.js';
import { fold } from '../../domain/fold.js';
import { GENDERS } from '../../domain/gender.js';
import {
  CIVIL_STATES,
  type CivilRegistrationRecord,
  type CivilPerson as Person,
} from '../../domain/kinds/civil-registration.js';
import { Subject } from '../entities/subject.js';
import { announceDeaths, DeathAnnouncement } from './death-announcement.js';
import { type KindStore, kindStore, partOf } from './kind.js';
import { personColumns, personIndex, personProperties, sealedText } from './person.js';

const anyOf = (table: string, column: string, words: readonly string[]) => ({
  name: `${table}_${column}_check`,
  expression: `${column} = ANY (ARRAY[${words.map((word) => `'${word}'::text`).join(', ')}])`,
});
const trigrams = (name: string, table: string, column: string) => ({
  name,
  expression: `CREATE INDEX ${name} ON ${table} USING gin (${column} gin_trgm_ops)`,
});
const sealed = (name: string) => p.blob().nullable().fieldName(name).comment('sealed');
const text = (name: string) => p.text().nullable().fieldName(name);
const code = (name: string) => p.text().collation('C').nullable().fieldName(name);

const CivilRegistration = defineEntity({
  name: 'CivilRegistration',
  tableName: 'civil_registration',
  indexes: [
    { name: 'civil_registration_unit', properties: ['unit', 'act', 'registeredOn'] },
    {
      name: 'civil_registration_dossier',
      expression:
        'CREATE INDEX civil_registration_dossier ON civil_registration USING btree (dossier) WHERE (dossier IS NOT NULL)',
    },
    {
      name: 'civil_registration_original',
      expression:
        'CREATE INDEX civil_registration_original ON civil_registration USING btree (original) WHERE (original IS NOT NULL)',
    },
    trigrams('civil_registration_search', 'civil_registration', 'search_text'),
    trigrams('civil_registration_persons', 'civil_registration', 'person_text'),
  ],
  checks: [
    anyOf('civil_registration', 'act', CIVIL_ACTS),
    anyOf('civil_registration', 'state', CIVIL_STATES),
    anyOf('civil_registration', 'change_kind', Object.keys(CHANGE_KINDS)),
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('civil_registration_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('civil_registration_code_key'),
    unit: p.text().collation('C'),
    act: p.text(),
    book: p.text().collation('C'),
    number: p.text().collation('C'),
    page: text('page'),
    registeredOn: p.text().collation('C').fieldName('registered_on'),
    registrationType: p.text().fieldName('registration_type'),
    state: p.text(),
    nationalId: code('national_id'),
    signer: text('signer'),
    signerTitle: text('signer_title'),
    performer: text('performer'),
    note: sealed('note'),
    dossier: code('dossier'),
    revokedOn: code('revoked_on'),
    revocation: sealed('revocation'),
    birthKind: sealed('birth_kind'),
    birthSlip: text('birth_slip'),
    diedOn: code('died_on'),
    diedAt: text('died_at'),
    deathPlace: sealed('death_place'),
    deathCause: sealed('death_cause'),
    deathPaper: text('death_paper'),
    deathPaperNumber: sealed('death_paper_number'),
    deathPaperDate: code('death_paper_date'),
    deathPaperIssuer: text('death_paper_issuer'),
    marriageState: text('marriage_state'),
    endedOn: code('ended_on'),
    endedBy: text('ended_by'),
    change: sealed('change'),
    changeKind: text('change_kind'),
    original: code('original').comment('key of the registration that an extract or a correction is of'),
    originalAct: text('original_act'),
    foreignNumber: sealed('foreign_number'),
    foreignOn: code('foreign_on'),
    foreignAuthority: text('foreign_authority'),
    foreignCountry: text('foreign_country'),
    searchText: p.text().collation('C').fieldName('search_text'),
    personText: p.text().collation('C').fieldName('person_text'),
  },
});

const CivilPerson = defineEntity({
  name: 'CivilPerson',
  tableName: 'civil_person',
  indexes: [personIndex('civil_person'), trigrams('civil_person_name', 'civil_person', 'name_text')],
  checks: [anyOf('civil_person', 'role', CIVIL_ROLES), anyOf('civil_person', 'gender', GENDERS)],
  properties: {
    registrationId: p
      .manyToOne(CivilRegistration)
      .mapToPk()
      .fieldName('registration_id')
      .foreignKeyName('civil_person_registration_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    role: p.text(),
    name: p.text(),
    gender: text('gender'),
    birthDate: code('birth_date'),
    ...personProperties,
    paper: text('paper'),
    paperNumber: sealed('paper_number'),
    ethnicity: sealed('ethnicity'),
    nationality: text('nationality'),
    residence: text('residence'),
    address: sealed('address'),
    birthPlace: sealed('birth_place'),
    homeTown: sealed('home_town'),
    relation: sealed('relation'),
    nameText: p.text().collation('C').fieldName('name_text'),
  },
});

const tables = kindStore<CivilRegistrationRecord>({
  kind: 'civil-registration',
  entities: [CivilRegistration, CivilPerson, DeathAnnouncement],
  table: 'civil_registration',
  columns: {
    code: ['text', (record) => record.code],
    unit: ['text', ({ unit }) => unit],
    act: ['text', ({ act }) => act],
    book: ['text', ({ book }) => book],
    number: ['text', ({ number }) => number],
    page: ['text', ({ page }) => page],
    registered_on: ['text', ({ registeredOn }) => registeredOn],
    registration_type: ['text', ({ registrationType }) => registrationType],
    state: ['text', ({ state }) => state],
    national_id: ['text', ({ nationalId }) => nationalId],
    signer: ['text', ({ signer }) => signer],
    signer_title: ['text', ({ signerTitle }) => signerTitle],
    performer: ['text', ({ performer }) => performer],
    note: sealedText(({ note }) => note),
    dossier: ['text', ({ dossier }) => dossier],
    revoked_on: ['text', ({ revokedOn }) => revokedOn],
    revocation: sealedText(({ revocation }) => revocation),
    birth_kind: sealedText(({ birthKind }) => birthKind),
    birth_slip: ['text', ({ birthSlip }) => birthSlip],
    died_on: ['text', ({ diedOn }) => diedOn],
    died_at: ['text', ({ diedAt }) => diedAt],
    death_place: sealedText(({ deathPlace }) => deathPlace),
    death_cause: sealedText(({ deathCause }) => deathCause),
    death_paper: ['text', ({ deathPaper }) => deathPaper],
    death_paper_number: sealedText(({ deathPaperNumber }) => deathPaperNumber),
    death_paper_date: ['text', ({ deathPaperDate }) => deathPaperDate],
    death_paper_issuer: ['text', ({ deathPaperIssuer }) => deathPaperIssuer],
    marriage_state: ['text', ({ marriageState }) => marriageState],
    ended_on: ['text', ({ endedOn }) => endedOn],
    ended_by: ['text', ({ endedBy }) => endedBy],
    change: sealedText(({ change }) => change),
    change_kind: ['text', ({ changeKind }) => changeKind],
    original: ['text', ({ original }) => original],
    original_act: ['text', ({ originalAct }) => originalAct],
    foreign_number: sealedText(({ foreignNumber }) => foreignNumber),
    foreign_on: ['text', ({ foreignOn }) => foreignOn],
    foreign_authority: ['text', ({ foreignAuthority }) => foreignAuthority],
    foreign_country: ['text', ({ foreignCountry }) => foreignCountry],
    // What everybody who reads the kind may see: who stands in it is searched in the table of persons, with the scope.
    search_text: ['text', ({ book, number, code: key }) => fold(`${key} ${book} ${number}`)],
    // Who may be shown with the scope personal.
    person_text: [
      'text',
      ({ persons }) =>
        fold(
          persons
            .filter(({ role }) => OPEN_ROLES.includes(role))
            .map(({ name }) => name)
            .join(' '),
        ),
    ],
  },
  parts: [
    partOf({
      table: 'civil_person',
      owner: 'registration_id',
      items: ({ persons }: CivilRegistrationRecord) => persons,
      columns: {
        role: ['text', ({ role }) => role],
        name: ['text', ({ name }) => name],
        gender: ['text', ({ gender }) => gender],
        birth_date: ['text', ({ birthDate }) => birthDate],
        ...personColumns,
        paper: ['text', ({ paper }) => paper],
        paper_number: sealedText(({ paperNumber }: Person) => paperNumber),
        ethnicity: sealedText(({ ethnicity }: Person) => ethnicity),
        nationality: ['text', ({ nationality }) => nationality],
        residence: ['text', ({ residence }) => residence],
        address: sealedText(({ address }: Person) => address),
        birth_place: sealedText(({ birthPlace }: Person) => birthPlace),
        home_town: sealedText(({ homeTown }: Person) => homeTown),
        relation: sealedText(({ relation }: Person) => relation),
        name_text: ['text', ({ name }) => fold(name)],
      },
    }),
  ],
});

/** A death is announced with the registration that says so. */
export const civilRegistrationStore: KindStore<CivilRegistrationRecord> = {
  ...tables,
  write: async (writing, versions) => {
    await tables.write(writing, versions);
    const deaths = versions.filter(({ record }) => record.act === 'DEATH');
    if (deaths.length === 0) return;
    const ids = (of: typeof deaths) => of.map(({ id }) => id);
    const cards = deaths.flatMap(({ id, record }) =>
      cardsOf(record).map((number) => ({ id, hash: writing.sealer.keyedHash(number) })),
    );
    const gone = ids(deaths.filter(({ record }) => record.deleted));
    await announceDeaths(writing.client, { ids: ids(deaths), gone, cards });
  },
};

/** Numbers of 9 digits (CMND) of who died: lists that are older than the identity number know many by them. */
function cardsOf({ persons }: CivilRegistrationRecord): string[] {
  return persons.flatMap(({ role, paper, paperNumber: number }) =>
    role === 'DECEASED' && paper === 'IDENTITY_CARD' && number?.length === 9 ? [number] : [],
  );
}
