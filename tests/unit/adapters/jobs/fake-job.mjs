/** A job process that says what its order names; as `station`, the parent of one. */
import { fork } from 'node:child_process';

if (process.argv[2] === 'station') {
  const job = fork(import.meta.filename ?? process.argv[1], [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  job.once('spawn', () => console.log(job.pid));
} else {
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.on('message', ({ dataset: { path } }) => {
    if (path === 'bytes') process.send({ kind: 'note', sentence: 'bytes', bytes: Uint8Array.of(1, 2, 3) });
    if (path !== 'flood') return;
    for (let i = 0; i < 1000; i++)
      process.send({ kind: 'note', sentence: `${i}` }, i === 999 ? () => process.exit(1) : undefined);
  });
}
