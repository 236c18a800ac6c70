import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { CompiledOperations } from '../../../src/processes/http/compiled.js';
import { Documents, LONGEST, MOST_TEXT, PersistedTexts } from '../../../src/processes/http/documents.js';
import { fixedSchema } from './hard-schema.js';

/* What documents make a gateway hold is bounded by their text, whoever sends how many of them. */

const LONG = 10_000;
const many = Array.from({ length: (3 * MOST_TEXT) / LONG }, (_, at) => at);
const longOne = (at: number) => parse(`{ a${at}: __typename ${' '.repeat(LONG)} }`);
const fit = Math.floor(MOST_TEXT / LONG);

describe('documents that are remembered', () => {
  test('are the last ones, as many as fit', async () => {
    const documents = new Documents();
    for (const at of many) await documents.set(String(at), longOne(at));
    const kept: number[] = [];
    for (const at of many) if (await documents.get(String(at))) kept.push(at);
    expect(kept.length).toBeGreaterThan(fit - 3);
    expect(kept.length).toBeLessThanOrEqual(fit);
    expect(kept).toEqual(many.slice(-kept.length));
    await documents.delete(String(kept[0]));
    expect(await documents.get(String(kept[0]))).toBeUndefined();
  });

  test('hold nobody’s number, nor do compiled operations and persisted texts', async () => {
    const text = '{ __type(name: "038177446655") { name } }';
    const [documents, texts, operations] = [
      new Documents(),
      new PersistedTexts(),
      new CompiledOperations(fixedSchema()),
    ];
    for (const [name, each] of [
      ['with', text],
      ['without', text.replace('038177446655', 'A')],
    ] as const) {
      await documents.set(name, parse(each));
      await texts.set(name, each);
      const asked = { document: parse(each), queryHash: name, operationName: undefined };
      await operations.execute({ ...asked, variables: {}, context: {} });
    }
    expect([await documents.get('with'), await texts.get('with')]).toEqual([undefined, undefined]);
    expect(await documents.get('without')).toBeDefined();
    expect(await texts.get('without')).toContain('"A"');
    expect(operations.size).toBe(1);
    await texts.delete('without');
    expect(await texts.get('without')).toBeUndefined();
  });

  test('so are compiled operations; one that is too long is answered and not kept', async () => {
    const operations = new CompiledOperations(fixedSchema());
    const ask = (at: number, document = longOne(at)) =>
      operations.execute({
        document,
        queryHash: String(at),
        operationName: undefined,
        variables: {},
        context: {},
      });
    for (const at of many) expect((await ask(at)).errors).toBeUndefined();
    expect(operations.size).toBeLessThanOrEqual(fit);
    const before = operations.size;
    const huge = parse(`{ __typename ${' '.repeat(LONGEST)} }`);
    for (let round = 0; round < 2; round += 1) expect((await ask(-1, huge)).errors).toBeUndefined();
    expect(operations.size).toBe(before);
  });
});
