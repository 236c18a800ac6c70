/** How far something is: `done` counts things, `share` is 0–1 of the whole, absent when the whole is not known. */
export interface Progress {
  done: number;
  share?: number | undefined;
}

/** Rate and time left are told from what was done in so many of the last ms. */
const WINDOW_MS = 30_000;

/** Tells rate and time left from looks at a progress; what was done before the first look does not count as quick. */
export class Pace {
  readonly #looks: (Progress & { at: number })[] = [];

  /** `12345 · 850/s · còn / left 2:05`. `at`: ms of any clock that only goes forward. */
  look(at: number, { done, share }: Progress): string {
    this.#looks.push({ at, done, share });
    while (this.#looks.length > 2 && at - (this.#looks[1]?.at ?? at) >= WINDOW_MS) this.#looks.shift();
    const [first = { at, done, share }] = this.#looks;
    const seconds = (at - first.at) / 1000;
    if (seconds <= 0) return `${done}`;
    const parts = [`${done}`, `${Math.round((done - first.done) / seconds)}/s`];
    const gained = share === undefined || first.share === undefined ? 0 : share - first.share;
    if (share !== undefined && share < 1 && gained > 0)
      parts.push(`còn / left ${clock(((1 - share) / gained) * seconds)}`);
    return parts.join(' · ');
  }
}

/** `2:05`, `1:00:09`. */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (part: number) => String(part).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const rest = `${two(whole % 60)}`;
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}
