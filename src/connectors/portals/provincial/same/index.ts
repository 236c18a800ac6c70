import type { JsonObject } from '../../../../domain/canonical.js';
import type { Phase } from '../../../../domain/delivery.js';
import type { ReadyWire, Remote } from '../../../../domain/ports.js';
import { differences } from './notice.js';
import { sameValue } from './values.js';

/**
 * Whether what the portal holds equals what we sent or would send: every key that we send, and nothing else. Of a trace
 * entry: whether it is among those found. Of something taken down: whether it is gone.
 */
export function same(remote: Remote, wire: ReadyWire, phase: Phase): boolean {
  if (phase === 'WITHDRAW') return !remote.exists;
  if (!remote.exists || remote.ambiguous) return false;
  if (wire.operation === 'trace') return remote.entries?.includes(wire.entryKey ?? '') ?? false;
  if (!remote.body) return false;
  if (wire.operation === 'dossier') return sameRecord(wire.payload, remote.body);
  return differences(wire.payload, remote.body).length === 0;
}

function sameRecord(payload: JsonObject, shown: JsonObject): boolean {
  return Object.entries(payload).every(([key, value]) => sameValue(value, shown[key]));
}
