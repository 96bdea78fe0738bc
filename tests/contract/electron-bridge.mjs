/**
 * Runs under Electron: starts the real engine process and carries messages between its MessagePorts and the test,
 * which has started this script with an IPC channel. {port, open | data | close} in, {port, data} out.
 */
import { join } from 'node:path';
import { app, MessageChannelMain, utilityProcess } from 'electron';

app.once('ready', () => {
  const ports = new Map();
  const engine = utilityProcess.fork(process.env.LOUPE_TEST_ENGINE, [], { stdio: 'inherit' });
  engine.postMessage({ kind: 'open' });

  process.on('message', ({ port, kind, data }) => {
    if (kind === 'open') {
      const { port1, port2 } = new MessageChannelMain();
      port2.on('message', (event) => process.send({ port, data: event.data }));
      port2.start();
      ports.set(port, port2);
      engine.postMessage({ kind: 'connect' }, [port1]);
    } else if (kind === 'data') ports.get(port).postMessage(data);
    else if (kind === 'close') ports.get(port).close();
  });
  process.on('disconnect', () => engine.postMessage({ kind: 'stop' }));
  // What the engine asks of the main process: a job's process; no provider besides the CPU, no folder.
  const jobs = new Map();
  engine.on('message', ({ kind, id }) => {
    if (kind === 'start-job') jobs.set(id, startJob(id));
    else if (kind === 'kill-job') process.kill(jobs.get(id).pid, 'SIGKILL');
    else if (id !== undefined) engine.postMessage({ kind: 'answer', id, value: null });
  });
  function startJob(id) {
    const job = utilityProcess.fork(join(process.env.LOUPE_TEST_ENGINE, '../job-worker.js'), [], {
      stdio: 'inherit',
    });
    job.once('exit', () => engine.postMessage({ kind: 'job-ended', id }));
    const { port1, port2 } = new MessageChannelMain();
    job.postMessage(null, [port2]);
    engine.postMessage({ kind: 'job-port', id }, [port1]);
    return job;
  }
  engine.on('exit', () => app.exit(0));
  process.send({ port: -1, data: 'ready' });
});
