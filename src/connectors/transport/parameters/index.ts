import type { Environment, Variable } from '../../../domain/variable.js';
import { transportOf, transports, transportsFor } from '../table.js';
import type { Forms } from '../transport.js';
import { commonParameters, EVERY, URL_PARAMETER } from './common.js';
import { filled, Given, type Misfit, type Parameter, prefixOf } from './parameter.js';

export { Given, type Misfit, type Parameter } from './parameter.js';
export { EVERY, URL_PARAMETER };

/** A parameter with the transports that know it; none named: every one. */
export interface Listed {
  parameter: Parameter;
  transports: readonly string[];
}

/** Every parameter of these transports once, with those that it is for. */
export function listedParameters(of = transports): Listed[] {
  const own = new Map<string, { parameter: Parameter; transports: string[] }>();
  for (const transport of of) {
    for (const parameter of transport.parameters) {
      const listed = own.get(parameter.name);
      if (listed) listed.transports.push(transport.name);
      else own.set(parameter.name, { parameter, transports: [transport.name] });
    }
  }
  return [...commonParameters.map((parameter) => ({ parameter, transports: [] })), ...own.values()];
}

/** The variables of one source, in the order of the docs. `parameters`: what only this source has. */
export function variablesOf(source: string, form: Forms, parameters: readonly Parameter[] = []): Variable[] {
  const ofSource = parameters.map((parameter) => ({ parameter, transports: [] }));
  return [...listedParameters(transportsFor(form)), ...ofSource].map(({ parameter, transports: only }) => {
    const { name, kind, means, example, absent } = parameter;
    const of = only.length === 0 ? source : `${source} (${only.join(', ')})`;
    return {
      name: prefixOf(source) + name,
      what: `${of}: ${means.en}`,
      example: filled(example, source),
      whenAbsent: typeof absent === 'string' ? filled(absent, source) : absent.en,
      ...(kind.secret ? { secret: true } : {}),
      expected: (text: string) => kind.expected(text),
    };
  });
}

/** What is wrong with a source's parameters taken together. */
export function misfitsOf(source: string, environment: Environment, form: Forms): Misfit[] {
  const given = new Given(source, environment);
  const address = given.text(URL_PARAMETER);
  const transport = address === undefined ? undefined : transportOf(new URL(address));
  if (transport && !transportsFor(form).includes(transport)) {
    const schemes = transportsFor(form).flatMap((each) => each.schemes.map((scheme) => `${scheme}//`));
    const expected = `${schemes.join(' or ')}: a ${transport.name} does not hold these records`;
    return [{ variable: given.variable(URL_PARAMETER), expected }];
  }
  return transport?.misfits?.(given, form) ?? [];
}
