import { readFileSync } from 'node:fs';
import {
  buildSchema,
  extendSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { FIELD_CLASSES } from '../../src/domain/classes/index.js';
import { schemaText } from '../../src/processes/http/print-schema.js';
import { unmaskedFields } from '../../src/reads/checks.js';
import { column } from '../../src/reads/engine/fields.js';
import { readTypes } from '../../src/reads/registry.js';
import { checkClasses, UnclassifiedField, unclassifiedFields } from '../../src/resolvers/check-classes.js';
import { buildGraph } from '../../src/resolvers/schema.js';

const schema = buildGraph();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

describe('schema.graphql', () => {
  test('is what the code says: run `npm run schema`', () => {
    expect(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')).toBe(schemaText());
  });

  test('stands on its own', () => {
    expect(buildSchema(schemaText()).getQueryType()?.name).toBe('Query');
  });
});

describe('every field has a data class', () => {
  test('in this schema', () => {
    expect(() => checkClasses(schema)).not.toThrow();
  });

  test('a planted field or type without one fails, by name', () => {
    const planted = extendSchema(
      schema,
      parse(
        'extend type Dossier { motherName: String } type Planted { x: Int } extend type Query { planted: Planted }',
      ),
    );
    expect(unclassifiedFields(planted).sort()).toEqual(['Dossier.motherName', 'Planted.x', 'Query.planted']);
    expect(() => checkClasses(planted)).toThrow(UnclassifiedField);
    expect(() => checkClasses(planted)).toThrow(/Dossier\.motherName/);
  });

  test('a personal field that does not mask itself fails, by name', () => {
    const applicant = readTypes['Applicant'];
    if (!applicant) throw new Error('no Applicant');
    const planted = { ...applicant, fields: { ...applicant.fields, phone: column('phone') } };
    expect(unmaskedFields({ ...readTypes, Applicant: planted })).toEqual(['Applicant.phone']);
    expect(unmaskedFields(readTypes)).toEqual([]);
  });

  test('and no class is left over for a field that is gone', () => {
    const gone = Object.entries(FIELD_CLASSES).flatMap(([name, fields]) => {
      const type = schema.getType(name);
      const there = isObjectType(type) ? type.getFields() : {};
      return Object.keys(fields)
        .filter((field) => !there[field])
        .map((field) => `${name}.${field}`);
    });
    expect(gone).toEqual([]);
  });
});

describe('reads know the schema', () => {
  test('each type that is read has exactly the fields of the schema', () => {
    for (const [name, { fields }] of Object.entries(readTypes)) {
      const type = schema.getType(name);
      if (!isObjectType(type)) throw new Error(`${name} is not in the schema`);
      expect([name, Object.keys(fields).sort()]).toEqual([name, Object.keys(type.getFields()).sort()]);
    }
  });
});

describe('descriptions', () => {
  test('stand on every type, field, argument and enum value', () => {
    const bare: string[] = [];
    const look = (name: string, description: string | null | undefined) => {
      if (!description) bare.push(name);
    };
    for (const type of types) {
      if (
        ['String', 'Int', 'Float', 'Boolean', 'ID', 'Query', 'Mutation', 'Subscription'].includes(
          type.name,
        ) === false
      ) {
        look(type.name, type.description);
      }
      if (isEnumType(type))
        for (const value of type.getValues()) look(`${type.name}.${value.name}`, value.description);
      if (isInputObjectType(type)) {
        for (const field of Object.values(type.getFields()))
          look(`${type.name}.${field.name}`, field.description);
      }
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field.description);
        for (const arg of field.args) look(`${type.name}.${field.name}(${arg.name})`, arg.description);
      }
    }
    expect(bare).toEqual([]);
  });

  test('of enum values are Vietnamese first', () => {
    const plain = /^[\x20-\x7e]*$/;
    const english = types.flatMap((type) =>
      isEnumType(type)
        ? type
            .getValues()
            .filter(({ description }) => plain.test(description ?? ''))
            .map(({ name }) => `${type.name}.${name}`)
        : [],
    );
    expect(english).toEqual([]);
  });
});

test('types with a global id implement Node', () => {
  for (const [name, { key }] of Object.entries(readTypes)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    expect([name, type.getInterfaces().map((each) => each.name)]).toEqual([name, key ? ['Node'] : []]);
  }
});
