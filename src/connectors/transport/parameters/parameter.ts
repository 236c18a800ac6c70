import { type Environment, parseDuration } from '../../../domain/variable.js';
import type { Kind } from './kinds.js';

/** One sentence in both languages, without its full stop. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}

/**
 * One parameter of a source, described once: config parsing, `.env.example`, docs/sources/parameters.md and `doctor` are made
 * from it. `OVERLAP` of the source one-stop is the variable `SOURCE_ONE_STOP_OVERLAP`.
 */
export interface Parameter {
  readonly name: string;
  readonly kind: Kind;
  readonly means: Words;
  /** What `.env.example` shows, {@link filled}. */
  readonly example: string;
  /** The value that is used when it is absent, {@link filled}; or in words what then holds. */
  readonly absent: string | Words;
}

/** `one-stop` → `SOURCE_ONE_STOP_`. */
export function prefixOf(source: string): string {
  return `SOURCE_${source.toUpperCase().replaceAll('-', '_')}_`;
}

/** A value by its variable's name, and what it should have been. */
export interface Misfit {
  variable: string;
  expected: string;
}

/** The parameters of one source as the environment gives them, each already of its kind. */
export class Given {
  readonly #prefix: string;

  constructor(
    readonly source: string,
    private readonly environment: Environment,
  ) {
    this.#prefix = prefixOf(source);
  }

  /** The value, or the default that stands as a value; undefined where it has neither. */
  text({ name, absent }: Parameter): string | undefined {
    const given = this.environment[this.#prefix + name];
    if (given) return given;
    return typeof absent === 'string' ? filled(absent, this.source) : undefined;
  }

  /** Milliseconds of a parameter of the kind duration. */
  duration(parameter: Parameter): number | undefined {
    const text = this.text(parameter);
    return text === undefined ? undefined : parseDuration(text);
  }

  number(parameter: Parameter): number | undefined {
    const text = this.text(parameter);
    return text === undefined ? undefined : Number(text);
  }

  variable({ name }: Parameter): string {
    return this.#prefix + name;
  }

  /** What is missing of `parameters`, because of `reason` (`SOURCE_UNITS_AUTH=bearer`). */
  missing(parameters: readonly Parameter[], reason: string): Misfit[] {
    return parameters
      .filter((parameter) => this.text(parameter) === undefined)
      .map((parameter) => ({ variable: this.variable(parameter), expected: `a value, because ${reason}` }));
  }
}

/** Puts the source's name in for `{source}` (`one-stop`) and `{source_}` (`one_stop`, as names of views have it). */
export function filled(text: string, source: string): string {
  return text.replaceAll('{source}', source).replaceAll('{source_}', source.replaceAll('-', '_'));
}
