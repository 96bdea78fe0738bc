import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs the built command line; gives what it prints, its progress goes to stderr. Throws where it ends badly. */
export async function loupe(...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(process.cwd(), 'out/main/cli.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (text: Buffer) => (printed += text.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`loupe ${args.join(' ')} ended with ${code}`);
  return printed;
}
