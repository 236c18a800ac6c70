/** One thing that doctor looked at. */
export interface Check {
  what: string;
  state: 'ok' | 'warning' | 'failed' | 'off';
  /** What was seen; without secrets. */
  seen: string;
  /** What to do about it. */
  advice?: string;
}

/** Runs one look; what it throws is a failed check with `advice`. */
export async function look(
  what: string,
  advice: string,
  work: () => Promise<Omit<Check, 'what'>>,
): Promise<Check> {
  try {
    return { what, ...(await work()) };
  } catch (error) {
    return { what, state: 'failed', seen: error instanceof Error ? error.message : String(error), advice };
  }
}
