/** Polls `condition` until it holds, instead of sleeping for a guessed time; throws `what` after `timeoutMs`. */
export async function until<T>(
  condition: () => T | Promise<T>,
  {
    timeoutMs = 60_000,
    everyMs = 20,
    what = 'condition',
  }: { timeoutMs?: number; everyMs?: number; what?: string } = {},
): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`timed out after ${timeoutMs} ms waiting for ${what}`);
    await new Promise((resume) => {
      setTimeout(resume, everyMs);
    });
  }
}
