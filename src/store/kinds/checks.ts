/** The expression of a check that a column has one of these words, as PostgreSQL writes it. */
export function among(column: string, words: readonly string[]): string {
  return `${column} = ANY (ARRAY[${words.map((word) => `'${word}'::text`).join(', ')}])`;
}

/** That check under the name that PostgreSQL gives it. */
export function anyOf(table: string, column: string, words: readonly string[]) {
  return { name: `${table}_${column}_check`, expression: among(column, words) };
}

/** An index for search in a folded text. */
export function searchIndex(table: string, column: string, name: string) {
  return { name, expression: `CREATE INDEX ${name} ON ${table} USING gin (${column} gin_trgm_ops)` };
}
