import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { demand } from '../../access/roles.js';
import { seesPersonal } from '../../access/scopes.js';
import type { Json } from '../../domain/canonical.js';
import { type Resolution, type Resolved, resolveQuarantined } from '../../intake/resolve.js';
import { fromGlobalId, isKey } from '../../reads/global-id.js';
import type { Problem } from '../../schema/payloads.js';
import { ResolveQuarantinedInput, ResolveQuarantinedPayload } from '../../schema/writes/quarantine.js';
import { type Context, callerOf } from '../context.js';
import { payloadWith } from '../payload.js';
import { problem } from '../problems.js';

const MAX_REASON = 500;

@Resolver()
export class QuarantineWriteResolver {
  @Mutation(() => ResolveQuarantinedPayload, {
    description:
      'Corrects a quarantined record, tries it again, or discards it for a reason. For operators and above, of the whole district.',
  })
  async resolveQuarantined(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ResolveQuarantinedInput, { description: 'Which record, and what to do.' })
    input: ResolveQuarantinedInput,
  ): Promise<object> {
    const caller = callerOf(context);
    demand(caller, 'quarantine.resolve');
    const { reads, intake, inlets } = context.services;
    const parts = fromGlobalId(input.id);
    const id = parts?.type === 'QuarantinedRecord' && isKey('uuid', parts.key) ? parts.key : undefined;
    const seen = id !== undefined && (await reads.sees(caller, input.id, 'QuarantinedRecord'));
    const { resolution, errors } = resolutionOf(input);
    if (input.action === 'EDIT') {
      // Who may not see the record whole cannot say what it should be.
      const opened = seen
        ? await reads.seesPersonal(caller, input.id, 'QuarantinedRecord')
        : seesPersonal(caller);
      if (!opened) errors.unshift(problem('NOT_ALLOWED', ['raw']));
    }
    if (!seen) errors.unshift(problem('NOT_FOUND', ['id']));
    let resolved: Resolved | undefined;
    if (seen && resolution && errors.length === 0) {
      const write = { action: 'resolveQuarantined', input };
      resolved = await resolveQuarantined(intake, caller, inlets, { id, resolution, write });
      if (!resolved.ok) errors.push(problem(resolved.problem, ['id']));
    }
    const done = resolved?.ok ? resolved : undefined;
    const problems = (done?.problems ?? []).map((each) => ({ ...each, path: [] }));
    const payload = { fate: done?.fate ?? null, problems, errors };
    return payloadWith(payload, info, 'ResolveQuarantinedPayload', 'record', async (selection) =>
      seen ? reads.byId(caller, input.id, selection, 'QuarantinedRecord') : null,
    );
  }
}

function resolutionOf({ action, raw, reason }: ResolveQuarantinedInput): {
  resolution?: Resolution;
  errors: Problem[];
} {
  const errors: Problem[] = [];
  if (action !== 'EDIT' && raw != null) errors.push(problem('NOT_EXPECTED', ['raw']));
  if (action !== 'DISCARD' && reason != null) errors.push(problem('NOT_EXPECTED', ['reason']));
  if (action === 'REPLAY') return { resolution: { action }, errors };
  if (action === 'DISCARD') {
    const why = reason?.trim() ?? '';
    if (why === '') errors.push(problem('MISSING', ['reason']));
    if (why.length > MAX_REASON) errors.push(problem('TOO_LONG', ['reason']));
    return { resolution: { action, reason: why }, errors };
  }
  if (raw == null) return { errors: [...errors, problem('MISSING', ['raw'])] };
  const edited = parsed(raw);
  return edited === undefined
    ? { errors: [...errors, problem('INVALID', ['raw'])] }
    : { resolution: { action, raw: edited }, errors };
}

/** Undefined: not the JSON text of an object. */
function parsed(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
