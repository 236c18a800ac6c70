import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const BUFFER = 1 << 20;

/** One file of a drop's inbox, written line by line. Its time of change is given, because files are taken in that order. */
export class InboxFile {
  readonly #descriptor: number;
  #waiting: string[] = [];
  #size = 0;
  lines = 0;

  /** `name` is relative to `root`. */
  constructor(
    private readonly root: string,
    readonly name: string,
    private readonly changedAt: number,
    header = '',
  ) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    this.#descriptor = openSync(join(root, name), 'w');
    if (header !== '') this.#push(header);
  }

  /** Answers the line's number, from 1; a header is one. */
  line(text: string): number {
    this.#push(text);
    return this.lines;
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
    utimesSync(join(this.root, this.name), this.changedAt / 1000, this.changedAt / 1000);
  }

  #push(text: string): void {
    this.lines += 1;
    this.#waiting.push(text);
    this.#size += text.length;
    if (this.#size > BUFFER) this.#flush();
  }

  #flush(): void {
    if (this.#waiting.length > 0) writeSync(this.#descriptor, this.#waiting.join(''));
    this.#waiting = [];
    this.#size = 0;
  }
}

/** Removes what an earlier sample of another size left in an inbox; files of other names are not touched. */
export function clearInbox(root: string, folder: string, mine: RegExp): void {
  const inbox = join(root, folder, 'inbox');
  mkdirSync(inbox, { recursive: true });
  for (const name of readdirSync(inbox)) if (mine.test(name)) rmSync(join(inbox, name));
}

/** Writes a small file below `root`, making folders as needed. */
export class FileWriter {
  readonly #made = new Set<string>();
  count = 0;

  constructor(private readonly root: string) {}

  write(path: string, content: Buffer): void {
    const full = join(this.root, path);
    const folder = dirname(full);
    if (!this.#made.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.#made.add(folder);
    }
    writeFileSync(full, content);
    this.count += 1;
  }
}
