import { SourceUnreachable } from '../../../domain/ports.js';
import type { Given, Parameter } from '../parameters/parameter.js';
import type { Caller } from '../rest/caller.js';
import { ACKNOWLEDGE_PATH, LIST_PATH, PACKAGE_PATH, STATUS_PATH } from './parameters.js';
import type { SpooledPackage } from './spooled.js';

/** A package is larger than what is taken; what came of it is there. */
export class PackageTooLarge extends Error {
  override readonly name = 'PackageTooLarge';
}

/** The addresses of one gateway. */
export interface Routes {
  list: URL;
  status: URL;
  acknowledge(id: string): URL;
  /** Throws {@link PackageTooLarge}, and `SourceUnreachable` when it cannot be had. */
  fetch(caller: Caller, id: string, into: SpooledPackage): Promise<void>;
}

/** Paths stand behind the gateway's own address. */
export function routesOf(base: URL, given: Given): Routes {
  const route = (parameter: Parameter, id = ''): URL => {
    const path = (given.text(parameter) ?? '').replace('{id}', encodeURIComponent(id));
    return new URL(base.href.replace(/\/+$/, '') + path);
  };
  return {
    list: route(LIST_PATH),
    status: route(STATUS_PATH),
    acknowledge: (id) => route(ACKNOWLEDGE_PATH, id),
    async fetch(caller, id, into) {
      try {
        await caller.get(route(PACKAGE_PATH, id), { Accept: 'application/xml, text/xml, */*' }, into);
      } catch (error) {
        // Whatever was to come behind it did not fit any more.
        if (error instanceof SourceUnreachable && into.full) throw new PackageTooLarge();
        throw error;
      }
    },
  };
}
