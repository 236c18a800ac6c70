import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import pg from 'pg';

/**
 * The least that reads the same files: every line through the parser, then the server copies the file into a table of JSON. Milliseconds.
 * The server reads the files itself.
 */
export async function bareReading(
  url: string,
  files: readonly string[],
): Promise<{ parse: number; copy: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('create temporary table bare (record jsonb not null)');
    let begun = performance.now();
    for (const file of files) {
      for await (const line of createInterface({ input: createReadStream(file) })) JSON.parse(line);
    }
    const parse = performance.now() - begun;
    begun = performance.now();
    for (const file of files) {
      await client.query(
        `copy bare from ${client.escapeLiteral(file)} with (format csv, quote e'\\x01', delimiter e'\\x02')`,
      );
    }
    return { parse, copy: performance.now() - begun };
  } finally {
    await client.end();
  }
}
