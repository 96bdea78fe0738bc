/**
 * What the station does when things break, on the real program: each fault is made, its outcome counted.
 * Options: --kills=N (200). The full disk needs root (a small file system of its own is mounted).
 */
import { parseArgs } from 'node:util';
import { fullDisk } from './faults/full-disk';
import { killEngine } from './faults/kill-engine';
import { badFolder } from './faults/bad-folder';
import { badModel } from './faults/bad-model';
import { printTable, type Row } from './table';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' } } });

const rows: Row[] = [
  ...(await killEngine(Number(values.kills))),
  ...(await fullDisk()),
  ...(await badFolder()),
  ...(await badModel()),
];
printTable(rows);
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
