/** What JDOM and others write for the ends of lines. */
const BLANK_REFERENCE = /^#(?:x0*(?:d|a|9|20)|0*(?:13|10|9|32))$/i;
const LONGEST_REFERENCE = 10;

/**
 * Decodes base64 as it comes, slice by slice; blanks and references to them (`&#13;`) do not count. Memory for three characters and what
 * was decoded since it was last taken.
 */
export class Base64Decoder {
  #rest = '';
  #padding = 0;
  #reference: string | undefined;
  #ready: Buffer[] = [];
  /** Something that is no base64 was met; nothing is decoded from there on. */
  broken = false;

  /** Text as it stands in the XML, its references not resolved. */
  add(text: string): void {
    if (this.broken) return;
    let plain = '';
    for (const part of text.split(/([&;])/)) {
      if (part === '&') this.#open();
      else if (part === ';' && this.#reference !== undefined) this.#close();
      else if (this.#reference !== undefined) this.#lengthen(part);
      else plain += part;
    }
    this.#decode(plain.replace(/[\t\n\r ]+/g, ''));
  }

  /** No more comes: what is left over is too little. */
  end(): void {
    if (this.#rest !== '' || this.#reference !== undefined) this.broken = true;
  }

  /** What has been decoded since it was last asked. */
  take(): Buffer[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  #open(): void {
    if (this.#reference !== undefined) this.broken = true;
    this.#reference = '';
  }

  #close(): void {
    if (!BLANK_REFERENCE.test(this.#reference ?? '')) this.broken = true;
    this.#reference = undefined;
  }

  #lengthen(part: string): void {
    this.#reference += part;
    if ((this.#reference ?? '').length > LONGEST_REFERENCE) this.broken = true;
  }

  #decode(letters: string): void {
    const all = this.#rest + letters;
    const whole = all.length - (all.length % 4);
    const quads = all.slice(0, whole);
    this.#rest = all.slice(whole);
    if (quads === '') return;
    const padding = /=*$/.exec(quads)?.[0].length ?? 0;
    // Nothing comes behind padding.
    if (this.#padding > 0 || padding > 2 || !/^[A-Za-z0-9+/]*$/.test(quads.slice(0, whole - padding))) {
      this.broken = true;
      return;
    }
    this.#padding = padding;
    this.#ready.push(Buffer.from(quads, 'base64'));
  }
}
