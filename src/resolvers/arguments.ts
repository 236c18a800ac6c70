import { badInput } from '../access/refusal.js';

const MAX_TEXT = 200;

/** The one argument of several that was given. Throws `Refusal` BAD_USER_INPUT for none, more, or text that nothing is called by. */
export function exactlyOne<Name extends string>(
  given: Readonly<Record<Name, string | null | undefined>>,
): { name: Name; value: string } {
  const names = Object.keys(given) as Name[];
  const there = names.flatMap((name) => {
    const value = given[name];
    return value == null ? [] : [{ name, value }];
  });
  const [only] = there;
  if (!only || there.length > 1) {
    throw badInput(
      names.map((name) => ({ path: [name], message: `give exactly one of ${names.join(', ')}` })),
    );
  }
  if (only.value.length > MAX_TEXT || only.value.includes('\0')) {
    throw badInput([{ path: [only.name], message: 'not a value that something is called by' }]);
  }
  return only;
}
