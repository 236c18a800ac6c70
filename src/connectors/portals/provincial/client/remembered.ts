/** A map that forgets its oldest entries beyond `most`: knowledge that saves work, but that nothing depends on. */
export class Remembered extends Map<string, string> {
  constructor(private readonly most: number) {
    super();
  }

  override set(key: string, value: string): this {
    this.delete(key);
    super.set(key, value);
    const oldest = this.keys().next();
    if (this.size > this.most && !oldest.done) this.delete(oldest.value);
    return this;
  }
}
