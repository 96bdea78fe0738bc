/**
 * `npm run bench [-- name… [--option…]]`: runs tests/bench/<name>.bench.ts, all where no name is given, one after
 * the other in plain Node. Options, all that start with a dash, go to each.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root, run } from './process.mjs';
import { setUp } from './setup.mjs';
import { virtualDisplay } from './test/display.mjs';

const folder = join(root, 'tests/bench');
const made = join(root, 'node_modules/.cache/bench');
const args = process.argv.slice(2);
const options = args.filter((arg) => arg.startsWith('-'));
const names = args.filter((arg) => !arg.startsWith('-'));

const env = { ...process.env, ...(await setUp()) };
await build();

const found = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.bench.ts')) : [];
const wanted = found
  .sort()
  .filter((file) => names.length === 0 || names.some((name) => file.startsWith(name)));
if (wanted.length === 0) {
  console.error(
    `No such benchmark. There are: ${found.map((file) => file.slice(0, -9)).join(', ') || 'none'}.`,
  );
  process.exit(2);
}
// Some open the program's window.
const display = await virtualDisplay();
for (const file of wanted) {
  console.log(`\n# ${file}`);
  const name = await bundle(file);
  const code = await run(process.execPath, ['--enable-source-maps', join(made, name), ...options], {
    env: { ...env, ...display.env },
  });
  if (code !== 0) process.exitCode = code;
}
display.stop();

/** Packages stay outside the bundle; only the project's own TypeScript is put together. */
async function bundle(file) {
  const name = file.replace(/\.ts$/, '.mjs');
  const vite = await import('vite');
  await vite.build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: join(folder, file),
      outDir: made,
      emptyOutDir: false,
      target: 'node20.18',
      sourcemap: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: name } },
    },
  });
  return name;
}
