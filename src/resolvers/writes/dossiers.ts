import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { demand } from '../../access/roles.js';
import { type Pushed, pushDossiers } from '../../intake/push.js';
import type { ProblemCode } from '../../schema/enums/problems.js';
import {
  RecordDossiersInput,
  RecordDossiersPayload,
  type RecordOutcome,
} from '../../schema/writes/dossiers.js';
import { type Context, callerOf } from '../context.js';
import { problem } from '../problems.js';
import { pathOf, toForm, withCapital, withSmall } from './exchange-form.js';

const MAX_RECORDS = 500;
const MAX_KEY = 200;

@Resolver()
export class DossierWriteResolver {
  @Mutation(() => RecordDossiersPayload, {
    description:
      'Takes dossiers of a desk that has no files, at most 500; each has its own fate, and a refused one is kept in quarantine. Safe to repeat. For services.',
  })
  async recordDossiers(
    @Ctx() context: Context,
    @Arg('input', () => RecordDossiersInput, { description: 'The dossiers.' }) input: RecordDossiersInput,
  ): Promise<RecordDossiersPayload> {
    const caller = callerOf(context);
    demand(caller, 'dossiers.write');
    const { records } = input;
    if (records.length > MAX_RECORDS) return { results: [], errors: [problem('TOO_MANY', ['records'])] };
    if (records.length === 0) return { results: [], errors: [] };
    const wrong = records.map(({ clientKey }) => wrongWith(clientKey));
    const { intake, inlets } = context.services;
    const pushed = await pushDossiers(
      intake,
      caller,
      inlets,
      records.map(({ clientKey, dossier }, at) => ({
        clientKey: wrong[at] === undefined ? clientKey : undefined,
        raw: toForm(dossier, withCapital),
      })),
      { action: 'recordDossiers', input },
    );
    return {
      results: records.map(({ clientKey }, at) => outcomeOf(clientKey, pushed[at], at)),
      errors: pushed.flatMap((each, at) => {
        const code = 'reused' in each ? 'KEY_REUSED' : wrong[at];
        return code === undefined ? [] : [problem(code, ['records', String(at), 'clientKey'])];
      }),
    };
  }
}

function wrongWith(key: string): ProblemCode | undefined {
  if (key.trim() === '') return 'MISSING';
  if (key.includes('\0')) return 'INVALID';
  return key.length > MAX_KEY ? 'TOO_LONG' : undefined;
}

function outcomeOf(clientKey: string, pushed: Pushed | undefined, at: number): RecordOutcome {
  if (!pushed || 'reused' in pushed) {
    return { clientKey, fate: null, code: null, repeated: false, problems: [] };
  }
  const { key = null } = pushed;
  const problems = pushed.problems.map((each) => ({
    ...each,
    path: ['records', String(at), 'dossier', ...pathOf(each.field).map(withSmall)],
  }));
  if ('unkeyed' in pushed) return { clientKey, fate: null, code: key, repeated: false, problems };
  const { fate, repeated } = pushed;
  return { clientKey, fate, code: key, repeated, problems };
}
