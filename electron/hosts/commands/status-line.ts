/** What is going on, on stderr: in a terminal one line that changes, in a file a line now and then. */
export interface StatusLine {
  show(text: string): void;
  /** Takes the changing line away, for what stays to be printed. */
  clear(): void;
  /** A line that stays. */
  print(text: string): void;
}

const everyMsInFile = 10_000;

export function statusLine(): StatusLine {
  const { stderr } = process;
  let shownMs = performance.now();

  function clear(): void {
    if (stderr.isTTY) stderr.write('\r\u001b[K');
  }

  return {
    show(text) {
      if (stderr.isTTY) {
        stderr.write(`\r\u001b[K${text.slice(0, (stderr.columns || 80) - 1)}`);
        return;
      }
      const nowMs = performance.now();
      if (nowMs - shownMs < everyMsInFile) return;
      shownMs = nowMs;
      stderr.write(`${text}\n`);
    },
    clear,
    print(text) {
      clear();
      stderr.write(`${text}\n`);
    },
  };
}
