import type { Simulation } from '../connectors/portals/simulation/index.js';

/** How long the provincial portal is away, ms. */
const AWAY_MS = 4_000;

/**
 * Half-way: the provincial portal goes down, and the national one applies what it is sent but loses its answers. Says what
 * happens and when it is over.
 */
export class Trouble {
  #made = false;
  #back: NodeJS.Timeout | undefined;

  constructor(
    private readonly simulation: Simulation,
    private readonly say: (line: string) => void,
  ) {}

  /** Makes the trouble once `share` (0–1) of what is owed has gone. */
  at(share: number): void {
    if (this.#made || share < 0.45) return;
    this.#made = true;
    const { national, provincial } = this.simulation;
    national.faults.set([
      { kind: 'resetAfterApply', times: 6 },
      { kind: 'applied504', times: 4 },
      { kind: 'timeoutAfterApply', times: 2 },
    ]);
    this.say(
      '✗ Cổng Thanh Hóa ngừng hoạt động; Cổng DVCQG nhận nhưng không trả lời / provincial portal down, national answers lost',
    );
    void provincial.down();
    this.#back = setTimeout(() => {
      void provincial
        .up()
        .then(() =>
          this.say(
            '✓ Cổng Thanh Hóa hoạt động lại; đang đọc lại những gì chưa rõ / portal back, reading back what is unknown',
          ),
        );
    }, AWAY_MS);
  }

  end(): void {
    clearTimeout(this.#back);
  }
}
