import { isUtf8 } from 'node:buffer';

/** An HTTP answer as it came over the wire. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface Parsed {
  answers: Answer[];
  /** What came behind them: half an answer, or the frames of a WebSocket. */
  rest: Buffer;
  /** Bytes that are no HTTP. */
  garbled: boolean;
}

/** Reads whole answers out of what a connection brought. `ended`: nothing comes any more, so a body without length is whole. */
export function parseAnswers(bytes: Buffer, ended: boolean): Parsed {
  const answers: Answer[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return { answers, rest, garbled: ended && rest.length > 0 };
    const [line = '', ...fields] = rest.subarray(0, end).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]);
    if (Number.isNaN(status)) return { answers, rest, garbled: true };
    const headers = Object.fromEntries(
      fields.map((field) => [
        field.slice(0, field.indexOf(':')).toLowerCase(),
        field.replace(/^[^:]*: */, ''),
      ]),
    );
    const after = rest.subarray(end + 4);
    const body =
      status < 200 || status === 204 || status === 304 ? whole(after, 0) : bodyOf(after, headers, ended);
    if (!body) return { answers, rest, garbled: false };
    rest = body.rest;
    if (status !== 100) answers.push({ status, headers, body: textOf(body.bytes) });
    if (status === 101 || rest.length === 0) return { answers, rest, garbled: false };
  }
}

interface Body {
  bytes: Buffer;
  rest: Buffer;
}

function bodyOf(bytes: Buffer, headers: Readonly<Record<string, string>>, ended: boolean): Body | undefined {
  if (headers['transfer-encoding'] === 'chunked') return chunksOf(bytes);
  const length = headers['content-length'];
  if (length !== undefined) {
    // The answer to HEAD says a length and has no body.
    if (ended && bytes.length === 0) return whole(bytes, 0);
    return bytes.length < Number(length) ? undefined : whole(bytes, Number(length));
  }
  return ended ? whole(bytes, bytes.length) : undefined;
}

function chunksOf(bytes: Buffer): Body | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16);
    const next = end + 2 + size + 2;
    if (next > bytes.length) return undefined;
    if (size === 0) return { bytes: Buffer.concat(chunks), rest: bytes.subarray(next) };
    chunks.push(bytes.subarray(end + 2, next - 2));
    at = next;
  }
}

function whole(bytes: Buffer, length: number): Body {
  return { bytes: bytes.subarray(0, length), rest: bytes.subarray(length) };
}

function textOf(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/** Codes of the close frames among a server's WebSocket frames, and the text of all others. */
export function framesOf(bytes: Buffer): { closes: number[]; text: string } {
  const closes: number[] = [];
  const texts: string[] = [];
  for (let at = 0; at + 2 <= bytes.length; ) {
    const opcode = bytes.readUInt8(at) & 0x0f;
    const short = bytes.readUInt8(at + 1) & 0x7f;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (at + head > bytes.length) break;
    const length =
      short < 126
        ? short
        : short === 126
          ? bytes.readUInt16BE(at + 2)
          : Number(bytes.readBigUInt64BE(at + 2));
    const payload = bytes.subarray(at + head, at + head + length);
    if (opcode === 8) closes.push(payload.length >= 2 ? payload.readUInt16BE(0) : 1005);
    else texts.push(payload.toString('utf8'));
    at += head + length;
  }
  return { closes, text: texts.join('\n') };
}
