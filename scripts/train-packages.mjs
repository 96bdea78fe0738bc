/**
 * Trains the model packages that are shipped, all or the named ones, into models/packages:
 * `node scripts/train-packages.mjs [name…]`. The same command gives the same package. Packages that are made without
 * training are written by package-models.mjs.
 */
import { run } from './process.mjs';

/** The command that makes each. */
const packages = [
  { name: 'backbone', command: 'node', args: ['scripts/pretrain.mjs', '--epochs=120', '--threads=2'] },
];

const names = process.argv.slice(2);
const unknown = names.find((name) => !packages.some((one) => one.name === name));
if (unknown !== undefined) {
  console.error(`There is no package ${unknown}. There are: ${packages.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
for (const { name, command, args } of packages) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.log(`# ${name}: ${command} ${args.join(' ')}`);
  const code = await run(command, args);
  if (code !== 0) process.exit(code);
}
