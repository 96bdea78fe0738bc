import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { AppFailure } from '#shared/contract/errors';
import { formatModelRef, modelManifest, type ModelManifest, type ModelRef } from '#shared/domain/model';
import type { StationCheck } from '#shared/domain/station';
import type { ModelPackage, Models, PackageFiles } from '#electron/core/ports';
import { codeOf } from './durable-file';
import { writePackage } from './package-writer';

const largestManifestBytes = 1_000_000;
const largestModelBytes = 4_000_000_000;
const readAtOnce = 16_000_000;

export interface ModelFolders extends Models {
  /** A warning for each package that cannot be used. */
  checks(): Promise<StationCheck[]>;
}

/**
 * Model packages as folders `<root>/<name>/<version>/` with manifest.json, model.onnx and card.md; no other path is
 * ever opened, and no link that leads out of the package is followed. Where both roots have one, the shipped counts.
 */
export function createModels(roots: { readonly shipped: string; readonly registered: string }): ModelFolders {
  async function scan(): Promise<{ manifests: ModelManifest[]; broken: StationCheck[] }> {
    const manifests = new Map<string, ModelManifest>();
    const broken: StationCheck[] = [];
    for (const root of [roots.shipped, roots.registered]) {
      for await (const { name, version } of packagesIn(root)) {
        const ref = formatModelRef({ name, version });
        try {
          const manifest = await readNamed(root, { name, version });
          if (!manifests.has(ref)) manifests.set(ref, manifest);
        } catch (thrown) {
          if (!(thrown instanceof AppFailure)) throw thrown;
          const remedy = 'Install the package again, or remove its folder.';
          broken.push({ name: `model ${ref}`, state: 'warning', detail: thrown.error.message, remedy });
        }
      }
    }
    return { manifests: [...manifests.values()], broken };
  }

  return {
    list: async () => (await scan()).manifests,
    checks: async () => (await scan()).broken,
    async open(model) {
      for (const root of [roots.shipped, roots.registered]) {
        const folder = folderOf(root, model);
        if (folder === null || !(await exists(folder))) continue;
        return withModel(folder, await readNamed(root, model));
      }
      const ref = formatModelRef(model);
      throw new AppFailure(
        'model.missing',
        `There is no model ${ref}: register it, or choose another in the recipe.`,
        {
          model: ref,
        },
      );
    },
    async openFolder(path) {
      if (!(await exists(path))) {
        throw new AppFailure('model.missing', `There is no model package in ${path}.`, { path });
      }
      return withModel(path, await readManifest(path));
    },
    register: (files) => {
      const { name, version } = files.manifest;
      return writePackage(join(roots.registered, name, version), files);
    },
  };
}

/** A whole package. Throws AppFailure model.malformed. */
export async function readPackageFiles(folder: string): Promise<PackageFiles> {
  const read = await withModel(folder, await readManifest(folder));
  const card = await readInside(folder, 'card.md', largestManifestBytes);
  return { ...read, card: Buffer.from(card).toString('utf8') };
}

/** Null where the name or version cannot name a folder. */
function folderOf(root: string, { name, version }: ModelRef): string | null {
  const sound = modelManifest.pick({ name: true, version: true }).safeParse({ name, version }).success;
  return sound ? join(root, name, version) : null;
}

async function* packagesIn(root: string): AsyncIterable<ModelRef> {
  for (const name of await foldersIn(root)) {
    for (const version of await foldersIn(join(root, name))) yield { name, version };
  }
}

async function foldersIn(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return [];
    throw thrown;
  }
}

/** The manifest, which must be of the model that its folders name. */
async function readNamed(root: string, { name, version }: ModelRef): Promise<ModelManifest> {
  const folder = join(root, name, version);
  const manifest = await readManifest(folder);
  if (manifest.name === name && manifest.version === version) return manifest;
  throw malformed(folder, `its manifest is of ${formatModelRef(manifest)}`);
}

async function readManifest(folder: string): Promise<ModelManifest> {
  const bytes = await readInside(folder, 'manifest.json', largestManifestBytes);
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    throw malformed(folder, 'manifest.json is no JSON');
  }
  const parsed = modelManifest.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw malformed(
    folder,
    `manifest.json, ${issue?.path.join('.') || 'as a whole'}: ${issue?.message ?? 'not valid'}`,
  );
}

async function withModel(folder: string, manifest: ModelManifest): Promise<ModelPackage> {
  const onnx = await readInside(folder, 'model.onnx', largestModelBytes);
  if (createHash('sha256').update(onnx).digest('hex') !== manifest.sha256) {
    throw malformed(folder, 'model.onnx is not the file that the manifest names: its SHA-256 differs');
  }
  return { manifest, onnx };
}

/** A file directly in the folder, no larger than allowed. */
async function readInside(folder: string, name: string, largestBytes: number): Promise<Uint8Array> {
  const path = await containedPath(folder, name);
  const file = await open(path, constants.O_RDONLY);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw malformed(folder, `${name} is no file`);
    if (stats.size > largestBytes) throw malformed(folder, `${name} is larger than ${largestBytes} bytes`);
    const bytes = new Uint8Array(stats.size);
    // In pieces: one read cannot give more than 2 GB.
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await file.read(bytes, at, Math.min(readAtOnce, bytes.length - at), at);
      if (bytesRead === 0) throw malformed(folder, `${name} ended while it was read`);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

async function containedPath(folder: string, name: string): Promise<string> {
  try {
    const inside = await realpath(folder);
    const path = await realpath(join(folder, name));
    if (path === `${inside}${sep}${name}`) return path;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') throw malformed(folder, `${name} is missing`);
    throw thrown;
  }
  throw malformed(folder, `${name} is a link out of the package`);
}

async function exists(path: string): Promise<boolean> {
  try {
    await realpath(path);
    return true;
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(thrown))) return false;
    throw thrown;
  }
}

function malformed(folder: string, why: string): AppFailure {
  return new AppFailure('model.malformed', `The model package in ${folder} cannot be used: ${why}.`, {
    path: folder,
  });
}
