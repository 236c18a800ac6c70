export type RefusalCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'QUERY_TOO_LARGE'
  | 'QUERY_TOO_DEEP'
  | 'QUERY_TOO_COSTLY'
  | 'TOO_MANY_ALIASES'
  | 'TOO_MANY_DIRECTIVES'
  | 'TOO_MANY_ROOT_FIELDS'
  | 'UNAVAILABLE';

/** One thing that is wrong with what a caller gave. `path`: the field and argument. `message` repeats no value. */
export interface InputProblem {
  path: (string | number)[];
  message: string;
}

/** What a caller may be told as it is: the code is from a closed list, the message names no value and no inner thing. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly problems: readonly InputProblem[] = [],
  ) {
    super(message);
  }
}

/** Bad input, all problems at once. */
export function badInput(problems: readonly InputProblem[]): Refusal {
  const text = problems.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return new Refusal('BAD_USER_INPUT', text, problems);
}
