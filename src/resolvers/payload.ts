import type { GraphQLResolveInfo } from 'graphql';
import { Selection } from '../reads/engine/selection.js';
import { slot } from '../reads/engine/statement.js';

/** Reads `field` of a mutation's payload as it stands after the write, once for each alias under which it is asked for. */
export async function payloadWith(
  payload: object,
  info: GraphQLResolveInfo,
  type: string,
  field: string,
  read: (selection: Selection) => Promise<unknown>,
): Promise<object> {
  const full: Record<string, unknown> = { ...payload };
  for (const selection of Selection.of(info).on(type)) {
    if (selection.name === field) full[slot(selection.key)] = await read(selection);
  }
  return full;
}
