import type { JsonObject } from '../../../../domain/canonical.js';
import type { CallOptions, DeliverAnswer, DeliverItem, Outcome } from '../../../../domain/ports.js';
import { meaningOf } from '../codes.js';
import { decodeVerdicts, type ListedVerdict, SERVICE } from '../contract.js';
import type { NationalProfile } from '../profile.js';
import type { EnvelopeClient, ServiceResult } from './envelope-client.js';
import { wordsOf } from './outcome.js';

type Written = 'dossier' | 'trace' | 'notice';

/**
 * One call for all items (national portal contract, section 3). A list of verdicts, one an item, wins over the top code; one
 * that does not fit the items makes the call unknown. A refusal without a list speaks of the call, unless the item is alone.
 * Throws RangeError for items that may not travel together: a fault of the caller.
 */
export async function deliver(
  client: EnvelopeClient,
  profile: NationalProfile,
  items: DeliverItem[],
  options: CallOptions,
): Promise<DeliverAnswer> {
  const operation = operationOf(items);
  const data = items.map(({ wire }) => wire.payload);
  const result = await client.call(
    operation === 'trace'
      ? { service: SERVICE.trace, data }
      : { service: SERVICE[operation], isUpdating: isUpdating(items), data },
    options,
  );
  const { evidence } = result;
  if (!result.ok) return { evidence, scope: 'whole', outcome: result.outcome };
  const listed = result.answer.result;
  // An empty list says nothing of any item: the portal may send one where it could leave `result` out.
  if (listed && listed.length > 0) return { evidence, ...verdicts(listed, items, operation, profile) };
  const outcome = byCode(result);
  if (outcome.type === 'accepted') return { evidence, scope: 'items', outcomes: items.map(() => outcome) };
  if (items.length === 1) return { evidence, scope: 'items', outcomes: [outcome] };
  return { evidence, scope: 'whole', outcome };
}

function operationOf(items: readonly DeliverItem[]): Written {
  const operations = new Set(items.map(({ wire }) => wire.operation));
  const [operation] = operations;
  if (operations.size !== 1 || (operation !== 'dossier' && operation !== 'trace' && operation !== 'notice')) {
    throw new RangeError(`items of ${[...operations].join(', ') || 'no operation'} cannot be one call`);
  }
  return operation;
}

function isUpdating(items: readonly DeliverItem[]): 'True' | 'False' {
  const known = items.filter(({ standing }) => standing.exists).length;
  if (known !== 0 && known !== items.length) throw new RangeError('creates and updates cannot be one call');
  if (new Set(items.map(({ wire }) => wire.key)).size < items.length) {
    throw new RangeError('one key stands twice in a call');
  }
  return known > 0 ? 'True' : 'False';
}

function byCode({ answer, meaning }: Extract<ServiceResult, { ok: true }>): Outcome {
  return { type: meaning, code: answer.error_code, ...wordsOf(answer) };
}

function verdicts(
  result: readonly JsonObject[],
  items: readonly DeliverItem[],
  operation: Written,
  profile: NationalProfile,
): { scope: 'items'; outcomes: Outcome[] } | { scope: 'whole'; outcome: Outcome } {
  const listed = decodeVerdicts(result);
  const fits =
    listed?.length === items.length &&
    listed.every((verdict, index) => keyOf(verdict, operation) === items[index]?.wire.key.normalize('NFC'));
  if (!fits) {
    return {
      scope: 'whole',
      outcome: { type: 'unknown', error: 'the list of results does not fit what was sent' },
    };
  }
  return { scope: 'items', outcomes: listed.map((verdict) => outcomeOf(verdict, profile)) };
}

function keyOf({ MaThongBao, MaHoSo }: ListedVerdict, operation: Written): string | undefined {
  return (operation === 'notice' ? (MaThongBao ?? MaHoSo) : MaHoSo)?.normalize('NFC');
}

function outcomeOf(verdict: ListedVerdict, profile: NationalProfile): Outcome {
  const code = verdict.error_code;
  const meaning = meaningOf(code, profile.codes);
  // An ended session was not processed either.
  if (meaning === 'busy' || meaning === 'sessionExpired') return { type: 'busy', code };
  return { type: meaning, code, ...wordsOf(verdict) };
}
