import type { IncomingMessage } from 'node:http';
import type { DriftChange, Inspectable } from './behaviour.js';
import type { FaultEngine } from './fault-engine.js';
import { FaultTextError, parseFaults, rulesOf } from './fault-text.js';
import { type Answer, isObject, jsonOf } from './http.js';

interface Switch {
  down(ms?: number): Promise<void>;
}

export function isAdminPath(path: string): boolean {
  return path === '/_sim' || path.startsWith('/_sim/');
}

/** `/_sim/…`: for tests and demonstrations, without a login, so from loopback only. */
export function answerAdmin(
  portal: Inspectable,
  faults: FaultEngine,
  server: Switch,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Answer {
  const from = request.socket.remoteAddress ?? '';
  if (!/^(::ffff:)?127\.|^::1$/.test(from)) return { status: 403, body: { error: 'loopback only' } };
  const given = body.length > 0 ? jsonOf(body) : {};
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /_sim/health':
      return { status: 200, body: { ok: true } };
    case 'GET /_sim/state': {
      const offset = Number(url.searchParams.get('offset') ?? 0) || 0;
      const limit =
        Number(url.searchParams.get('limit') ?? Number.MAX_SAFE_INTEGER) || Number.MAX_SAFE_INTEGER;
      const state = portal.inspect(url.searchParams.get('part') ?? '', offset, limit);
      if (state === undefined) return { status: 404, body: { error: 'no such part' } };
      return { status: 200, body: state };
    }
    case 'GET /_sim/faults':
      return { status: 200, body: { rules: faults.rules, played: faults.played } };
    case 'POST /_sim/faults':
      return setFaults(faults, given, body);
    case 'POST /_sim/reset':
      portal.reset();
      faults.clear();
      faults.resetCounts();
      return { status: 200, body: { ok: true } };
    case 'POST /_sim/down':
      // After the answer has left: this connection ends with all others.
      setImmediate(
        () => void server.down(isObject(given) && typeof given['for'] === 'number' ? given['for'] : 5000),
      );
      return { status: 202, body: { ok: true } };
    case 'POST /_sim/seed': {
      const complaints = isObject(given) ? portal.seed(given) : ['an object is expected'];
      return complaints.length > 0
        ? { status: 400, body: { complaints } }
        : { status: 200, body: { ok: true } };
    }
    case 'POST /_sim/drift':
      return drift(portal, given);
    default:
      return { status: 404, body: { error: 'no such admin route' } };
  }
}

/** `{"rules":[…],"add":true}`, a bare list, one rule, `{"text":"status500:0.05"}` or the comma list itself. */
function setFaults(faults: FaultEngine, given: unknown, body: Buffer): Answer {
  try {
    if (given === undefined) faults.set(parseFaults(body.toString('utf8')));
    else if (isObject(given) && typeof given['text'] === 'string') faults.set(parseFaults(given['text']));
    else if (isObject(given) && 'rules' in given) {
      const rules = rulesOf(given['rules']);
      if (given['add'] === true) faults.add(...rules);
      else faults.set(rules);
    } else if (isObject(given) && Object.keys(given).length === 0) faults.clear();
    else faults.set(rulesOf(given));
  } catch (error) {
    if (!(error instanceof FaultTextError)) throw error;
    return { status: 400, body: { error: error.message } };
  }
  return { status: 200, body: { rules: faults.rules, played: faults.played } };
}

function drift(portal: Inspectable, given: unknown): Answer {
  if (!isObject(given) || typeof given['key'] !== 'string')
    return { status: 400, body: { error: 'key is missing' } };
  const change: DriftChange = { key: given['key'] };
  if (typeof given['of'] === 'string') change.of = given['of'];
  if (given['lose'] === true) change.lose = true;
  if (given['entries'] === true) change.entries = true;
  if (isObject(given['set'])) change.set = given['set'];
  return portal.drift(change)
    ? { status: 200, body: { ok: true } }
    : { status: 404, body: { error: 'nothing there' } };
}
