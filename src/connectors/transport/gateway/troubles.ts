/** A run keeps one line of what went wrong: so many are told, the rest counted. */
const MAX_TOLD = 5;

/** What went wrong in one pull. */
export class Troubles {
  readonly #told: string[] = [];
  #count = 0;

  add(message: string): void {
    this.#count += 1;
    if (this.#told.length < MAX_TOLD) this.#told.push(message);
  }

  /** All of it in one line; undefined: nothing went wrong. */
  summary(): string | undefined {
    if (this.#count === 0) return undefined;
    const more = this.#count - this.#told.length;
    return [...this.#told, ...(more > 0 ? [`và ${more} lỗi khác (and ${more} more)`] : [])].join('; ');
  }
}
