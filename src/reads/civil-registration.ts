import { sql } from 'kysely';
import { ACT_LABELS, type CivilAct, OPEN_ROLES } from '../domain/civil-status.js';
import { type CivilRegistrationRecord, isFromAbroad } from '../domain/kinds/civil-registration.js';
import type {
  CivilFilterArgs,
  CivilRegistration,
  CivilRegistrationsArgs,
  UnitCivilRegistrationsArgs,
} from '../schema/civil-registration.js';
import { civilPersonRead, isRecognition, standsIn } from './civil-person.js';
import { containsAll } from './contains.js';
import { column, computed, personal, sealed } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { partRows, plainRead, unitIn } from './engine/plain.js';
import type { Many, Row, Sql, Viewer } from './engine/types.js';
import { among, equals } from './filters.js';
import { ofUnit } from './of-unit.js';
import { between, dateKey } from './partial-dates.js';
import { mustSeePersonal } from './person.js';
import { soughtProblems } from './purpose.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

/** `Đăng ký khai tử số 12, quyển 01/2025`. */
function titleOf(row: Row): Sql {
  const labels = Object.entries(ACT_LABELS).map(([act, label]) => sql`when ${act} then ${label}`);
  return sql`case ${row('act')} ${sql.join(labels, sql` `)} end || ' số ' || ${row('number')} || ', quyển ' || ${row('book')}`;
}

/** Whom the act is about, as they are written. */
function namesOf(row: Row): Sql {
  return sql`(select string_agg(p.name, '; ' order by p.position) from civil_person p
    where p.registration_id = ${row('subject_id')} and p.role = any(${OPEN_ROLES}::text[]))`;
}

const latestFirst = (row: Row): Sql => sql`${row('registered_on')} desc, ${row('code')}`;

/** Acts of one kind that are of a registration. */
function ofOriginal(act: CivilAct): Many {
  return {
    kind: 'many',
    type: 'CivilRegistration',
    usual: 1,
    where: (row, target) => sql`${target('original')} = ${row('code')} and ${target('act')} = ${act}`,
    orderBy: latestFirst,
  };
}

/** {@link isFromAbroad}, as the table has it. */
function fromAbroad(row: Row): Sql {
  const told = ['foreign_number', 'foreign_on', 'foreign_authority', 'foreign_country'].map(row);
  return sql`(${row('registration_type')} = 'FROM_ABROAD' or coalesce(${sql.join(told.map((each) => sql`${each}::text`))}) is not null)`;
}

const civilRegistrationRead = plainRead<CivilRegistration, CivilRegistrationRecord>(
  {
    ...{ name: 'CivilRegistration', kind: 'civil-registration', table: 'civil_registration' },
    sensitive: isRecognition,
    person: (row, hash, viewer) => standsIn(row, viewer, (person) => sql`${person('person_hash')} = ${hash}`),
    title: titleOf,
    found: {
      personText: (row) => row('person_text'),
      texts: [{ value: namesOf, personal: true }],
    },
  },
  {
    code: column('code'),
    unit: unitIn('unit'),
    act: column('act'),
    book: [column('book'), (record) => record.book],
    number: [column('number'), (record) => record.number],
    page: [column('page'), (record) => record.page],
    registeredOn: [column('registered_on'), (record) => record.registeredOn],
    registrationType: [column('registration_type'), (record) => record.registrationType],
    state: [column('state'), (record) => record.state],
    nationalId: [column('national_id'), (record) => record.nationalId],
    signer: [column('signer'), (record) => record.signer],
    signerTitle: [column('signer_title'), (record) => record.signerTitle],
    performer: [column('performer'), (record) => record.performer],
    note: [sealed('note', 'text'), (record) => record.note],
    dossier: {
      kind: 'one',
      type: 'Dossier',
      where: (row, target) => sql`${target('code')} = ${row('dossier')}`,
    },
    revokedOn: [column('revoked_on'), (record) => record.revokedOn],
    revocation: [sealed('revocation', 'text'), (record) => record.revocation],
    birthKind: [sealed('birth_kind', 'text'), (record) => record.birthKind],
    birthSlip: [personal('birth_slip', 'number'), (record) => record.birthSlip],
    diedOn: [personal('died_on', 'date'), (record) => record.diedOn],
    diedAt: [personal('died_at', 'text'), (record) => record.diedAt],
    deathPlace: [sealed('death_place', 'address'), (record) => record.deathPlace],
    deathCause: [sealed('death_cause', 'text'), (record) => record.deathCause],
    deathPaper: [column('death_paper'), (record) => record.deathPaper],
    deathPaperNumber: [sealed('death_paper_number', 'number'), (record) => record.deathPaperNumber],
    deathPaperDate: [personal('death_paper_date', 'date'), (record) => record.deathPaperDate],
    deathPaperIssuer: [personal('death_paper_issuer', 'text'), (record) => record.deathPaperIssuer],
    marriageState: [personal('marriage_state', 'text'), (record) => record.marriageState],
    endedOn: [personal('ended_on', 'date'), (record) => record.endedOn],
    endedBy: [personal('ended_by', 'text'), (record) => record.endedBy],
    change: [sealed('change', 'text'), (record) => record.change],
    changeKind: [column('change_kind'), (record) => record.changeKind],
    originalCode: [column('original'), (record) => record.original],
    original: {
      kind: 'one',
      type: 'CivilRegistration',
      where: (row, target) => sql`${target('code')} = ${row('original')}`,
    },
    extracts: ofOriginal('EXTRACT'),
    corrections: ofOriginal('CORRECTION'),
    fromAbroad: [computed(fromAbroad), isFromAbroad],
    foreignNumber: [sealed('foreign_number', 'number'), (record) => record.foreignNumber],
    foreignOn: [personal('foreign_on', 'date'), (record) => record.foreignOn],
    foreignAuthority: [personal('foreign_authority', 'text'), (record) => record.foreignAuthority],
    foreignCountry: [personal('foreign_country', 'text'), (record) => record.foreignCountry],
    persons: [
      partRows('CivilPerson', 'registration_id', 3),
      ({ persons }, { sensitive }) => persons.filter(({ role }) => sensitive || OPEN_ROLES.includes(role)),
    ],
  },
);

export const civilReads = [civilRegistrationRead, civilPersonRead];

/** The filters that the list of registrations and those of a unit have in common. */
function civilFilters(row: Row, args: Partial<CivilFilterArgs>): (Sql | undefined)[] {
  return [
    among(row('act'), args.acts),
    among(row('state'), args.states),
    among(row('change_kind'), args.changeKinds),
    equals(fromAbroad(row), args.fromAbroad),
  ];
}

export const civilRelations: Relations = {
  Dossier: {
    civilRecords: {
      kind: 'many',
      type: 'CivilRegistration',
      usual: 1,
      where: (row, target) => sql`${target('dossier')} = ${row('code')}`,
      orderBy: latestFirst,
    },
  },
  Unit: {
    civilRecords: ofUnit<UnitCivilRegistrationsArgs>('CivilRegistration', {
      usual: 50,
      filters: civilFilters,
      orderBy: latestFirst,
    }),
  },
};

/** Somebody whom this viewer may know stands in the row and is called like this; undefined: nothing to look for. */
function called(row: Row, search: string | null | undefined, viewer: Viewer): Sql | undefined {
  if (!viewer.personal) return undefined;
  return standsIn(row, viewer, (person) => containsAll(person('name_text'), search));
}

/** By the book and the number; for who may see them by the names of who stands in it too. */
function searched(row: Row, search: string | null | undefined, viewer: Viewer): Sql | undefined {
  const byKey = containsAll(row('search_text'), search);
  const byName = called(row, search, viewer);
  return byKey && byName ? sql`(${byKey} or ${byName})` : byKey;
}

export const civilRegistrationsPage: PageSpec<CivilRegistrationsArgs & CivilFilterArgs> = {
  type: 'CivilRegistration',
  orders: {
    ...subjectOrders,
    ...bothWays('REGISTERED', dateKey('registered_on'), key('code', 'text')),
  },
  problems: (args) => [...timeless(args, ['unit', 'acts'], ['CODE']), ...soughtProblems(args)],
  // Whoever asks by a number or a name learns what is registered about somebody, also when nothing of it is selected.
  foundBy: (row, { personalId, search }, viewer) => {
    if (personalId != null) return sql`true`;
    const byKey = containsAll(row('search_text'), search);
    return byKey && viewer.personal ? sql`not ${byKey}` : undefined;
  },
  filters: (row, args, viewer) => {
    const { personalId, search, ...others } = args;
    mustSeePersonal(viewer, { personalId });
    const number = personalId == null ? undefined : viewer.sealer.keyedHash(personalId.trim());
    return [
      number && standsIn(row, viewer, (person) => sql`${person('person_hash')} = ${number}`),
      ...between(row('registered_on'), { from: args.registeredFrom, to: args.registeredTo }),
      ...civilFilters(row, args),
      ...subjectFilters(row, others),
      searched(row, search, viewer),
    ];
  },
};
