import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { demand } from '../../access/roles.js';
import { type Pushed, pushDossiers } from '../../intake/push.js';
import type { Problem } from '../../schema/payloads.js';
import {
  RecordDossiersInput,
  RecordDossiersPayload,
  type RecordOutcome,
} from '../../schema/writes/dossiers.js';
import { type Context, callerOf } from '../context.js';
import { problem } from '../problems.js';
import { toForm, withCapital } from './exchange-form.js';

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
    const errors = keyProblems(records.map(({ clientKey }) => clientKey));
    if (errors.length > 0 || records.length === 0) return { results: [], errors };
    const { intake, inlets } = context.services;
    const pushed = await pushDossiers(
      intake,
      caller,
      inlets,
      records.map(({ clientKey, dossier }) => ({ clientKey, raw: toForm(dossier, withCapital) })),
      { action: 'recordDossiers', input },
    );
    return {
      results: records.map(({ clientKey }, at) => outcomeOf(clientKey, pushed[at])),
      errors: pushed.flatMap((each, at) =>
        'reused' in each ? [problem('KEY_REUSED', ['records', String(at), 'clientKey'])] : [],
      ),
    };
  }
}

function keyProblems(keys: readonly string[]): Problem[] {
  if (keys.length > MAX_RECORDS) return [problem('TOO_MANY', ['records'])];
  return keys.flatMap((key, at) => {
    const path = ['records', String(at), 'clientKey'];
    if (key.trim() === '') return [problem('MISSING', path)];
    if (key.includes('\0')) return [problem('INVALID', path)];
    return key.length > MAX_KEY ? [problem('TOO_LONG', path)] : [];
  });
}

function outcomeOf(clientKey: string, pushed: Pushed | undefined): RecordOutcome {
  if (!pushed || 'reused' in pushed) {
    return { clientKey, fate: null, code: null, repeated: false, problems: [] };
  }
  const { fate, key = null, problems, repeated } = pushed;
  return { clientKey, fate, code: key, repeated, problems };
}
