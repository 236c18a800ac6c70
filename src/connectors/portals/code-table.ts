import { z } from 'zod';

/**
 * A profile's table meaning → codes over its defaults. A code that the profile names is taken from whatever it meant by default, so that
 * one line moves it (but not from `accepted`); named under two meanings it is a mistake, and the schema says so.
 */
export function codeTable<Meaning extends string, Code extends string | number>(
  list: z.ZodType<Code[]>,
  defaults: Readonly<Record<Meaning, readonly Code[]>>,
) {
  const meanings = Object.keys(defaults) as Meaning[];
  const defaultOf = new Map<string, readonly Code[]>(Object.entries(defaults));
  const shape = Object.fromEntries(meanings.map((meaning) => [meaning, list.optional()]));
  return z
    .strictObject(shape)
    .superRefine((given, context) => {
      // What was accepted is never taken away in passing: a mistake there would send everything twice.
      const accepted = 'accepted' in given ? [] : (defaultOf.get('accepted') ?? []);
      const named = new Map<Code, string>(accepted.map((code) => [code, 'accepted']));
      for (const meaning of meanings) {
        for (const code of given[meaning] ?? []) {
          const other = named.get(code);
          if (other !== undefined && other !== meaning) {
            const message = `code ${code} also means ${other}`;
            context.addIssue({ code: 'custom', path: [meaning], message });
          }
          named.set(code, meaning);
        }
      }
    })
    .transform((given) => {
      const named = new Set(meanings.flatMap((meaning) => given[meaning] ?? []));
      const codesOf = (meaning: Meaning): Code[] =>
        given[meaning] ?? defaults[meaning].filter((code) => !named.has(code));
      return Object.fromEntries(meanings.map((meaning) => [meaning, codesOf(meaning)])) as Record<
        Meaning,
        Code[]
      >;
    })
    .superRefine((table, context) => {
      const { accepted } = table as Record<string, Code[] | undefined>;
      if (accepted?.length === 0) {
        context.addIssue({ code: 'custom', path: ['accepted'], message: 'expected at least one code' });
      }
    });
}
