import { sql } from 'kysely';
import type {
  MatchedOfficial,
  OfficialDocument,
  OfficialDocumentsArgs,
  OfficialDossier,
  OfficialDossiersArgs,
} from '../schema/official-acts.js';
import { documentRead } from './document.js';
import { dossierRead } from './dossier.js';
import { column } from './engine/fields.js';
import { byFieldOnly } from './engine/source.js';
import {
  type Many,
  type ReadField,
  type ReadType,
  type Row,
  rowOf,
  type Sql,
  type Viewer,
} from './engine/types.js';
import { withSubject } from './engine/with-subject.js';
import { among, equals, since, until } from './filters.js';
import { officialRead } from './official.js';
import type { Relations } from './relations.js';

/*
 * What an official did, and who is meant by a name. Which is which the store's functions `official_dossiers`, `official_documents`,
 * `document_signer` and `official_named` say (docs/adr/0012); whoever may not see the other end sees no relation either.
 */

const matchedRead: ReadType = {
  name: 'MatchedOfficial',
  permission: 'officials.read',
  from: byFieldOnly,
  visible: (row, viewer) => officialRead.visible?.(row.joined('official'), viewer),
  fields: {
    matchedBy: column('matched_by'),
    official: {
      kind: 'one',
      type: 'Official',
      where: (row, target) => sql`${target('subject_id')} = ${row('official')}`,
    },
  } satisfies Record<keyof MatchedOfficial, ReadField>,
};

function withOfficial(from: Sql, row: Row): Sql {
  const official = row.joined('official');
  return sql`${from} join official as ${official.table} on ${official('subject_id')} = ${row('official')}`;
}

const dossierActRead: ReadType = {
  name: 'OfficialDossier',
  permission: 'dossiers.read',
  from: byFieldOnly,
  visible: (row, viewer) => dossierRead.visible?.(row.joined('dossier'), viewer),
  fields: {
    matchedBy: column('matched_by'),
    at: column('at'),
    dossier: {
      kind: 'one',
      type: 'Dossier',
      where: (row, target) => sql`${target('subject_id')} = ${row('dossier_id')}`,
    },
  } satisfies Record<keyof OfficialDossier, ReadField>,
};

function dossiersOf(official: Sql, row: Row): Sql {
  const dossier = row.joined('dossier');
  return sql`official_dossiers(${official}) as ${row.table}
    join dossier as ${dossier.table} on ${dossier('subject_id')} = ${row('dossier_id')}`;
}

const documentActRead: ReadType = {
  name: 'OfficialDocument',
  permission: 'documents.read',
  from: byFieldOnly,
  visible: (row, viewer) => sql`${row.joined('copy')('id')} = ${firstCopy(row('copies'), viewer)}`,
  fields: {
    matchedBy: column('matched_by'),
    at: column('at'),
    document: {
      kind: 'one',
      type: 'Document',
      where: (row, target) => sql`${target('id')} = ${row.joined('copy')('id')}`,
    },
  } satisfies Record<keyof OfficialDocument, ReadField>,
};

function documentsOf(official: Sql, row: Row): Sql {
  const copy = row.joined('copy');
  return sql`official_documents(${official}) as ${row.table}
    join document as ${copy.table} on ${copy('id')} = ${row('copy_id')}`;
}

/** Of the copies that say that somebody signed, the first that this viewer may see: what the others say it does not learn. */
function firstCopy(copies: Sql, viewer: Viewer): Sql {
  const row = rowOf('copy');
  const visible = documentRead.visible?.(row, viewer) ?? sql`true`;
  return sql`(select ${row('id')} from ${withSubject('document', row)} where ${row('id')} = any(${copies}) and ${visible}
    order by array_position(${copies}, ${row('id')}) limit 1)`;
}

export const officialActReads = [matchedRead, dossierActRead, documentActRead];

/** Rows of what an official did, the latest first, narrowed by what both lists can be and by more. */
function actsOf<Args extends OfficialDossiersArgs | OfficialDocumentsArgs>(
  type: string,
  from: (official: Sql, row: Row) => Sql,
  id: string,
  more: (row: Row, args: Partial<Args>) => Sql | undefined,
): Many {
  return {
    kind: 'many',
    type,
    usual: 20,
    paged: true,
    from: (row, target) => from(row('subject_id'), target),
    where: (_row, target, given) => {
      const args = given as Partial<Args>;
      const asked = [
        args.matchedBy == null ? undefined : sql`${target('matched_by')} && ${args.matchedBy}::text[]`,
        since(target('at'), args.from),
        until(target('at'), args.to),
        more(target, args),
      ].filter((part) => part !== undefined);
      return asked.length === 0 ? sql`true` : sql.join(asked, sql` and `);
    },
    orderBy: (target) => sql`${target('at')} desc nulls last, ${target(id)} desc`,
  };
}

export const officialActRelations: Relations = {
  Official: {
    dossiers: actsOf<OfficialDossiersArgs>('OfficialDossier', dossiersOf, 'dossier_id', (row, { states }) =>
      among(row.joined('dossier')('state'), states, 'smallint'),
    ),
    documents: actsOf<OfficialDocumentsArgs>(
      'OfficialDocument',
      documentsOf,
      'document_id',
      (row, { direction }) => equals(row.joined('copy')('direction'), direction),
    ),
  },
  TraceEntry: {
    official: {
      kind: 'one',
      type: 'MatchedOfficial',
      from: (row, target) =>
        withOfficial(
          sql`(select n.official, array['NAME_IN_UNIT'] as matched_by from dossier d cross join lateral
              official_named(${row('actor')}, array[d.receiving_unit, d.processing_unit], ${row('at')}) n
            where d.subject_id = ${row('dossier_id')} and ${row('removed_version')} is null) as ${target.table}`,
          target,
        ),
      where: () => sql`true`,
    },
  },
  Document: {
    signerOfficial: {
      kind: 'one',
      type: 'MatchedOfficial',
      from: (row, target) => withOfficial(sql`document_signer(${row.table}) as ${target.table}`, target),
      where: () => sql`true`,
    },
  },
};
