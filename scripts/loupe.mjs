/** `npm run -s loupe -- <command>`: the command line. stdout is the command's own; progress goes to stderr. */
import { join } from 'node:path';
import { build } from './build.mjs';
import { root, run } from './process.mjs';
import { setUp } from './setup.mjs';

const say = (line) => console.error(line);
try {
  await setUp({ say, window: false });
  await build({ say });
} catch (error) {
  say(error.message);
  process.exit(1);
}
const args = ['--enable-source-maps', join(root, 'out/main/cli.js'), ...process.argv.slice(2)];
// npm runs scripts in the project's folder; paths on the command line are meant from where the user stands.
process.exitCode = await run(process.execPath, args, { cwd: process.env.INIT_CWD ?? process.cwd() });
