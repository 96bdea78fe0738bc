/**
 * What the station does when things break, on the real program: each fault is made, its outcome counted.
 * Options: --kills=N (200), --only=kill|disk|folder|model. The full disk needs root (a small file system of its own is mounted).
 */
import { parseArgs } from 'node:util';
import { fullDisk } from './faults/full-disk';
import { killEngine, prepareQuickLine } from './faults/kill-engine';
import { badFolder } from './faults/bad-folder';
import { badModel } from './faults/bad-model';
import { printTable, type Row } from './table';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    only: { type: 'string' },
    prepare: { type: 'string' },
  },
});
if (values.prepare) {
  await prepareQuickLine(values.prepare);
  process.exit(0);
}

const faults: Readonly<Record<string, () => Promise<Row[]>>> = {
  kill: () => killEngine(Number(values.kills)),
  disk: fullDisk,
  folder: badFolder,
  model: badModel,
};
const rows: Row[] = [];
for (const [name, fault] of Object.entries(faults)) {
  if (values.only !== undefined && values.only !== name) continue;
  const found = await fault();
  printTable(found);
  rows.push(...found);
}
console.log(
  rows.every(({ holds }) => holds) ? 'All faults ended well.' : 'Some did not end well: see above.',
);
// The thread of the model that hangs may still be inside ONNX Runtime: an ordinary exit would wait for it, then abort.
process.kill(process.pid, 'SIGKILL');
