/** Records parts as fast as it can and says so, until it is killed. Run by kill.test.ts as a process of its own. */
import { writeSync } from 'node:fs';
import { openStore } from '#electron/adapters/store/store';
import { draftOf } from './drafts';

const { records, inFlight } = openStore(process.argv[2] ?? '');
if (process.argv[3] === 'first')
  await records.startRun({ recipeId: 'board-a', startedAt: '2025-03-01T08:00:00.000Z' });
for (let sequence = records.nextSequence(1); ; sequence++) {
  const draft = draftOf(sequence, { imageSha256: String(sequence).padStart(64, '0') });
  inFlight.set([draft]);
  const { id } = await records.add(draft);
  writeSync(1, `${id} ${sequence}\n`);
  if (sequence % 100 === 0) await new Promise(setImmediate);
}
