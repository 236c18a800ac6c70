import { ERROR_CODES } from '../../src/processes/http/errors.js';
import { type Answer, framesOf } from './answers.js';
import type { Case, Expected } from './case.js';
import type { Reply } from './send.js';
import type { World } from './world.js';

/** What only the inside of the hub says. */
const INSIDE: readonly RegExp[] = [
  /\b(select|insert into|update|delete from)\b[^"]*\b(from|values|set|where)\b/i,
  /\b(pg_[a-z_]+|json_build_object|SQLSTATE|deadlock detected)\b/i,
  /relation "|column "|constraint "|syntax error at or near|invalid input syntax|invalid byte sequence|duplicate key value|out of range for type/i,
  /node_modules|node:internal|\bdist\/|\/src\/|\.[jt]s:\d+/,
  /^\s+at .+\(?.+:\d+:\d+\)?$/m,
  /\b(TypeError|RangeError|ReferenceError|AssertionError)\b|Cannot (read|convert|set) |is not a function|Maximum call stack/,
  /postgres(ql)?:\/\/|redis:\/\/|ECONN|ENOENT|EACCES/,
  /\/(etc|proc|root|home|tmp|var)\/[a-z]/,
];

export interface Verdict {
  statuses: readonly number[];
  codes: readonly string[];
  /** A line for each thing that is wrong. */
  wrong: readonly string[];
}

/** Holds an answer against what may be answered to anything at all, and against what this case expects. */
export function judge({ expected }: Case, reply: Reply, world: World): Verdict {
  const { answers, end, garbled, rest } = reply;
  const frames = answers.at(-1)?.status === 101 ? framesOf(rest) : undefined;
  const wrong: string[] = [];
  if (end === 'late') wrong.push('neither answered nor hung up in time');
  if (garbled && !frames) wrong.push(`no HTTP: ${rest.toString('latin1').slice(0, 80)}`);
  if (end === 'closed' && answers.length === 0 && !expected.silence) wrong.push('hung up without an answer');
  const codes = answers.flatMap((answer) => {
    const told = ofAnswer(answer, expected);
    wrong.push(...told.wrong, ...leaksIn(answer, world));
    return told.codes;
  });
  if (frames) {
    const strange = frames.closes.filter((code) => !expected.closes?.includes(code));
    if (strange.length > 0) wrong.push(`WebSocket closed with ${strange}`);
    wrong.push(...leaksIn({ status: 101, headers: {}, body: frames.text }, world));
    codes.push(...frames.closes.map(String));
  }
  return { statuses: answers.map(({ status }) => status), codes, wrong };
}

function ofAnswer(
  { status, headers, body }: Answer,
  expected: Expected,
): { codes: string[]; wrong: string[] } {
  const wrong: string[] = [];
  if (status >= 500) wrong.push(`status ${status}`);
  if (!expected.statuses.includes(status)) wrong.push(`status ${status} is none of ${expected.statuses}`);
  const id = headers['x-request-id'];
  if (status !== 101 && !/^[0-9a-f-]{36}$/.test(id ?? '')) wrong.push('no X-Request-Id');
  const isJson =
    headers['content-type']?.startsWith('application/') && headers['content-type'].includes('json');
  const hasBody = body.length > 0;
  if (!isJson) {
    if (status >= 400 && !expected.text && hasBody) wrong.push(`no JSON: ${body.slice(0, 60)}`);
    if (status >= 400 && !expected.text && !hasBody && headers['content-length'] === undefined)
      wrong.push('no body');
    return { codes: [], wrong };
  }
  if (!hasBody) return { codes: [], wrong };
  const told = errorsIn(body);
  if (!told) return { codes: [], wrong: [...wrong, `broken JSON: ${body.slice(0, 60)}`] };
  if (status >= 400 && told.errors.length === 0 && !expected.text) wrong.push('refused without an error');
  for (const { extensions } of told.errors) {
    const code = extensions?.['code'];
    if (!ERROR_CODES.some((known) => known === code)) wrong.push(`the code ${code} is not documented`);
    else if (code === 'INTERNAL_SERVER_ERROR') wrong.push('an internal error');
    else if (expected.codes && !expected.codes.some((each) => each === code))
      wrong.push(`unexpected code ${code}`);
    if (extensions?.['requestId'] !== id) wrong.push('the error does not carry the request id');
    const others = Object.keys(extensions ?? {}).filter(
      (name) => !['code', 'requestId', 'problems'].includes(name),
    );
    if (others.length > 0) wrong.push(`an error tells ${others}`);
  }
  if (expected.nothing && hasValue(told.data)) wrong.push(`data: ${JSON.stringify(told.data).slice(0, 80)}`);
  const more = Object.keys(told.extensions).filter((name) => name !== 'cost');
  if (more.length > 0) wrong.push(`the answer tells ${more}`);
  return { codes: told.errors.map(({ extensions }) => String(extensions?.['code'])), wrong };
}

interface Told {
  data: unknown;
  errors: { extensions?: Record<string, unknown> }[];
  extensions: object;
}

function errorsIn(body: string): Told | undefined {
  try {
    const { data = null, errors = [], extensions = {} } = JSON.parse(body) as Partial<Told>;
    return { data, errors, extensions };
  } catch {
    return undefined;
  }
}

/** Whether anything but names stands in it: `{node: null}` and `{nodes: [null]}` are nothing. */
function hasValue(data: unknown): boolean {
  if (data === null || data === undefined) return false;
  return typeof data !== 'object' || Object.values(data).some(hasValue);
}

/** Pages of ours are programs: they are looked through for what belongs to people and for secrets only. */
function leaksIn({ status, headers, body }: Answer, { secrets, personal }: World): string[] {
  const everything = `${body}\n${Object.values(headers).join('\n')}`;
  const isPage = status === 200 && !headers['content-type']?.includes('json');
  return [
    ...secrets.filter((text) => everything.includes(text)).map(() => 'tells a secret'),
    ...personal
      .filter((text) => everything.includes(text))
      .map((text) => `tells personal data (${text.length} letters)`),
    ...INSIDE.filter((pattern) => !isPage && pattern.test(everything)).map(
      (pattern) => `tells of the inside: ${pattern}`,
    ),
  ];
}
