import type { ModelRef } from '#shared/domain/model';
import type { Models, PackageFiles } from '../ports';
import { renamed } from './package-of';

/**
 * Makes the package one of the station's, under its name and the next version of it: 1.0.0, then one more in the last
 * place than the highest there is.
 */
export async function register(files: PackageFiles, models: Models): Promise<ModelRef> {
  const { name } = files.manifest;
  const known = (await models.list()).filter((manifest) => manifest.name === name);
  let version = nextVersion(known.map((manifest) => manifest.version));
  // A package that is not listed, because it is damaged, keeps its version all the same.
  while (!(await models.register(renamed(files, { name, version })))) version = nextVersion([version]);
  return { name, version };
}

function nextVersion(versions: readonly string[]): string {
  const highest = versions.map(numbersOf).toSorted(byNumbers).at(-1);
  if (!highest) return '1.0.0';
  const [major, minor, patch] = highest;
  return `${major}.${minor}.${patch + 1}`;
}

type Numbers = readonly [major: number, minor: number, patch: number];

function numbersOf(version: string): Numbers {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
}

function byNumbers(a: Numbers, b: Numbers): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
