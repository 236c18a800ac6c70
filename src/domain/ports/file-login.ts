/** What files that a source's records name are asked with, at servers of its own. */
export interface FileLogin {
  /** Servers that are given it, as `URL.origin` has them; no other server ever is. */
  readonly origins: readonly string[];
  /** Throws `SourceUnreachable` when no token can be had. */
  headers(signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** The server answered 401 to these headers: whether it is worth asking once more with others. */
  refused(headers: Readonly<Record<string, string>>): boolean;
}
