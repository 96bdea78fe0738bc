/** One command of the command line. Wrong use or bad input throws: the entry prints one sentence and exits with 2. */
export interface Command {
  readonly usage: string;
  readonly does: string;
  /** @returns the exit code: 0, or 1 for rejects and failed checks */
  run(args: string[]): Promise<number>;
}

/** One line of JSON on stdout; resolves when the reader has taken it. */
export function printJson(value: unknown): Promise<void> {
  return print(JSON.stringify(value));
}

export function print(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

/** Ctrl+C ends the work after the step that is under way. */
export function interrupted(): AbortSignal {
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  return abort.signal;
}
