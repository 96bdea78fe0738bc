import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCheckpointFile } from '#electron/adapters/files/checkpoint-file';
import { createTrainingRuns, openRunFolder } from '#electron/adapters/files/training-runs';
import { manifest } from '../../../flow/fake-ports';
import { newFolder } from './scratch';

test('a checkpoint is the last one that was written whole; halves go', async () => {
  const folder = newFolder();
  const file = createCheckpointFile(join(folder, 'made/checkpoint.bin'));
  expect(await file.read()).toBeNull();
  await file.write(Uint8Array.of(1));
  await file.write(Uint8Array.of(2, 3));
  writeFileSync(join(folder, 'made/checkpoint.bin.part-0123456789ab'), 'half');
  writeFileSync(join(folder, 'made/other.part-0123456789ab'), 'of somebody else');
  expect([...((await file.read()) ?? [])]).toEqual([2, 3]);
  expect(readdirSync(join(folder, 'made'))).toEqual(['checkpoint.bin', 'other.part-0123456789ab']);
  await file.remove();
  expect(await file.read()).toBeNull();
});

test('runs are kept with what belongs to them; folders that are none are passed over', async () => {
  const folder = join(newFolder(), 'training');
  const runs = createTrainingRuns(folder);
  expect(await runs.list()).toEqual([]);
  await runs.write('run-1', { id: 'run-1', state: 'running' });
  await runs.write('run-1', { id: 'run-1', state: 'done' });
  mkdirSync(join(folder, 'empty'));
  mkdirSync(join(folder, 'broken'));
  writeFileSync(join(folder, 'broken/run.json'), '{');
  writeFileSync(join(folder, 'file'), '');
  expect(await runs.list()).toEqual([{ id: 'run-1', state: 'done' }]);

  expect(await runs.readSeen('run-1')).toBeNull();
  await runs.writeSeen('run-1', Uint8Array.of(7));
  expect([...((await runs.readSeen('run-1')) ?? [])]).toEqual([7]);

  await runs.remove('run-1');
  expect(await runs.list()).toEqual([]);
});

test('the job’s package is read back whole; a later one takes its place', async () => {
  const runs = createTrainingRuns(newFolder());
  const packageOf = (text: string) => {
    const onnx = Buffer.from(text);
    return {
      manifest: { ...manifest, sha256: createHash('sha256').update(onnx).digest('hex') },
      onnx,
      card: text,
    };
  };
  await expect(runs.readPackage('run-1')).rejects.toMatchObject({ error: { code: 'model.malformed' } });
  const { keepPackage } = openRunFolder(runs.folderOf('run-1'));
  await keepPackage(packageOf('first'));
  await keepPackage(packageOf('second'));
  const read = await runs.readPackage('run-1');
  expect(read).toMatchObject({ manifest: packageOf('second').manifest, card: 'second' });
  expect(Buffer.from(read.onnx).toString()).toBe('second');
});

test('no id leads out of the folder', () => {
  const runs = createTrainingRuns(newFolder());
  for (const id of ['..', '../x', 'a/b', '', 'A'.repeat(65)])
    expect(() => runs.folderOf(id)).toThrow(/is no run/);
});
