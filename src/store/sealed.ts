import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

const FORMAT = 1;
const ID_BYTES = 4;
const NONCE_BYTES = 12;
const NONCES_DRAWN = 256;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + ID_BYTES + NONCE_BYTES;

/** Thrown when a sealed value was made by another key or was altered. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** Random nonces, each given once; drawn together, since a call into the generator costs more than what it gives. */
class Nonces {
  #drawn = Buffer.alloc(0);
  #at = 0;

  next(): Buffer {
    if (this.#at >= this.#drawn.length) {
      this.#drawn = randomBytes(NONCE_BYTES * NONCES_DRAWN);
      this.#at = 0;
    }
    this.#at += NONCE_BYTES;
    return this.#drawn.subarray(this.#at - NONCE_BYTES, this.#at);
  }
}

/**
 * Seals column values with AES-256-GCM: `format, key id, nonce, ciphertext, tag` in one bytea. Search keys and signatures
 * come from sub-keys of the same secret, one per purpose (HKDF-SHA-256), so none of them tells anything of another.
 */
export class Sealer {
  /** First 8 hex digits of the key's hash; stands in each sealed value and in the store. */
  readonly keyId: string;
  readonly #key: KeyObject;
  /** What each sealed value begins with: format and key id. */
  readonly #head: Buffer;
  readonly #nonces = new Nonces();
  readonly #secret: Buffer;
  /** Sub-keys by purpose: a handful, one asked for with every hash. As keys: Node would make one of a Buffer at each use. */
  readonly #derived = new Map<string, KeyObject>();

  /** `secret`: 32 random bytes. Throws RangeError for any other length. */
  constructor(secret: Buffer) {
    if (secret.length !== 32)
      throw new RangeError(`a secret key has 32 bytes, this one has ${secret.length}`);
    this.#secret = secret;
    this.#key = this.#derive('seal');
    this.keyId = createHash('sha256')
      .update('lienthong key id')
      .update(secret)
      .digest('hex')
      .slice(0, ID_BYTES * 2);
    this.#head = Buffer.concat([Buffer.from([FORMAT]), Buffer.from(this.keyId, 'hex')]);
  }

  seal(value: string | Buffer): Buffer {
    const nonce = this.#nonces.next();
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    return Buffer.concat([this.#head, nonce, cipher.update(value), cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws {@link SealBroken} when the value is of another key, altered or cut. */
  open(sealed: Buffer): Buffer {
    if (sealed.length < HEAD_BYTES + TAG_BYTES || sealed[0] !== FORMAT)
      throw new SealBroken('not a sealed value');
    const id = sealed.subarray(1, 1 + ID_BYTES).toString('hex');
    if (id !== this.keyId) throw new SealBroken(`sealed with key ${id}, this process has ${this.keyId}`);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(1 + ID_BYTES, HEAD_BYTES));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    try {
      return Buffer.concat([
        decipher.update(sealed.subarray(HEAD_BYTES, sealed.length - TAG_BYTES)),
        decipher.final(),
      ]);
    } catch {
      throw new SealBroken('altered since it was sealed');
    }
  }

  /**
   * Seals what is given out again and again: the same text gives the same bytes, for the nonce is a keyed hash of purpose, context and text (the way of
   * SIV modes). It opens under the same purpose and context only.
   */
  sealSame(purpose: string, context: string, text: string): Buffer {
    const nonce = this.sign(`${purpose} nonce`, JSON.stringify([context, text])).subarray(0, NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#derive(purpose), nonce).setAAD(Buffer.from(context));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** What {@link sealSame} sealed; undefined for anything else. */
  openSame(purpose: string, context: string, sealed: Buffer): string | undefined {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
    const end = sealed.length - TAG_BYTES;
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.#derive(purpose), nonce);
    decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(end));
    const text = decipher.update(sealed.subarray(NONCE_BYTES, end));
    try {
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  sealJson(value: unknown): Buffer {
    return this.seal(JSON.stringify(value));
  }

  /** The caller states the type of what it sealed itself; see `open` for what is thrown. */
  openJson<T>(sealed: Buffer): T {
    return JSON.parse(this.open(sealed).toString('utf8')) as T;
  }

  /** A keyed hash for exact search of a sealed value: the same text gives the same 32 bytes, in this installation only. */
  keyedHash(text: string): Buffer {
    return this.sign('search', text.normalize('NFC'));
  }

  /** HMAC-SHA-256 with a key of its own for each purpose. */
  sign(purpose: string, text: string | Buffer): Buffer {
    return createHmac('sha256', this.#derive(purpose)).update(text).digest();
  }

  #derive(purpose: string): KeyObject {
    const known = this.#derived.get(purpose);
    if (known) return known;
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', this.#secret, 'lienthong', purpose, 32)));
    this.#derived.set(purpose, key);
    return key;
  }
}
