import { expect, test } from 'vitest';
import type { Models, PackageFiles } from '#electron/core/ports';
import { register } from '#electron/core/training/register';
import { manifest } from '../../../flow/fake-ports';

const files: PackageFiles = {
  manifest: { ...manifest, name: 'boards' },
  onnx: new Uint8Array(),
  card: '# boards@1.0.0\n\nTask: golden.\n',
};

/** @param hidden taken, but not listed: damaged packages */
async function registeredBeside(versions: string[], hidden: string[] = []) {
  const written: PackageFiles[] = [];
  const models: Models = {
    list: async () => versions.map((version) => ({ ...files.manifest, version })),
    open: async () => files,
    openFolder: async () => files,
    async register(given) {
      if ([...versions, ...hidden].includes(given.manifest.version)) return false;
      written.push(given);
      return true;
    },
  };
  return { ref: await register(files, models), written };
}

test('versions count up from 1.0.0, by number and not by letter', async () => {
  expect((await registeredBeside([])).ref).toEqual({ name: 'boards', version: '1.0.0' });
  expect((await registeredBeside(['1.0.0', '1.0.10', '1.0.9'])).ref.version).toBe('1.0.11');
  expect((await registeredBeside(['2.3.4', '1.9.9'])).ref.version).toBe('2.3.5');
});

test('a version that is taken without being listed is passed over', async () => {
  expect((await registeredBeside([], ['1.0.0', '1.0.1'])).ref.version).toBe('1.0.2');
});

test('manifest and card tell the version', async () => {
  const { written } = await registeredBeside(['1.0.0']);
  expect(written).toEqual([
    {
      ...files,
      manifest: { ...files.manifest, version: '1.0.1' },
      card: '# boards@1.0.1\n\nTask: golden.\n',
    },
  ]);
});
