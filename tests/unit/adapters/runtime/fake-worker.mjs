/** An inference thread without ONNX Runtime: the first pixel of a frame says what becomes of it. */
import { parentPort } from 'node:worker_threads';

const models = new Set();
const goldens = new Set();
const timings = { preprocessMs: 1, inferenceMs: 2, postprocessMs: 3 };
const done = (value, transfer = []) => parentPort.postMessage({ kind: 'done', value }, transfer);

parentPort.on('message', (request) => {
  if (request.kind === 'end') process.exit(0);
  if (request.kind === 'load') {
    models.add(request.model);
    return done({ provider: 'cpu', refused: [] });
  }
  if (request.kind === 'unload') {
    models.delete(request.model);
    return done(null);
  }
  if (!models.has(request.model)) return parentPort.postMessage({ kind: 'threw', stack: 'not loaded' });
  const { sha256, image, forget } = request.golden;
  for (const other of forget) goldens.delete(other);
  if (image) goldens.add(sha256);
  const told = request.image.data[0];
  if (told === 1) process.exit(3);
  if (told === 2) for (const until = Date.now() + 2000; Date.now() < until;);
  if (told === 3) throw new Error('out of order');
  // What it knows comes back: goldens as labels, the number of models as the width of a box.
  const predictions = [...goldens].map((label) => ({
    label,
    score: 1,
    box: [0, 0, models.size, 1],
    areaPx: image ? 1 : 0,
  }));
  return done({ image: request.image, predictions, timings }, [request.image.data.buffer]);
});
