import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The import rules of the design, each broken once in a small copy of the tree. */

const root = join(import.meta.dirname, '../..');

interface Case {
  readonly file: string;
  readonly line: string;
  /** Part of the message; null where the line is fine. */
  readonly says: string | null;
}

const cases: readonly Case[] = [
  { file: 'shared/a/zod.ts', line: `import 'zod';`, says: null },
  { file: 'shared/a/fs.ts', line: `import 'node:fs';`, says: 'node:fs' },
  { file: 'shared/a/bare-fs.ts', line: `import 'fs';`, says: 'node:fs' },
  { file: 'shared/a/react.ts', line: `import 'react';`, says: 'package react' },
  { file: 'shared/a/up.ts', line: `import '#models/runtime';`, says: 'shared may not import models' },

  { file: 'models/a/shared.ts', line: `import '#shared/numeric/x';`, says: null },
  { file: 'models/a/relative.ts', line: `import '../../shared/numeric/x';`, says: 'never by relative path' },
  { file: 'models/a/ort.ts', line: `import 'onnxruntime-node';`, says: 'package onnxruntime-node' },
  { file: 'models/a/core.ts', line: `import '#electron/core/ports';`, says: 'may not import electron/core' },

  { file: 'electron/core/models/own.ts', line: `import '../training/x';`, says: null },
  { file: 'electron/core/training/own.ts', line: `import '../models/x';`, says: null },
  { file: 'electron/core/training/models.ts', line: `import '#models/runtime';`, says: null },
  { file: 'electron/core/a/electron.ts', line: `import 'electron';`, says: 'package electron' },
  {
    file: 'electron/core/a/ort.ts',
    line: `import type {} from 'onnxruntime-node';`,
    says: 'onnxruntime-node',
  },
  { file: 'electron/core/a/sqlite.ts', line: `import 'libsql';`, says: 'package libsql' },
  { file: 'electron/core/a/fs.ts', line: `import 'node:fs/promises';`, says: 'node:fs/promises' },
  {
    file: 'electron/core/a/store.ts',
    line: `import '#electron/adapters/store/x';`,
    says: 'electron/adapters',
  },
  { file: 'electron/core/a/escape.ts', line: `import '../../adapters/store/x';`, says: 'electron/adapters' },
  {
    file: 'electron/core/a/lazy.ts',
    line: `void import('../../adapters/store/x');`,
    says: 'electron/adapters',
  },

  { file: 'electron/adapters/store/sql.ts', line: `import 'libsql';`, says: null },
  { file: 'electron/adapters/store/ports.ts', line: `import '#electron/core/ports';`, says: null },
  { file: 'electron/adapters/runtime/run.ts', line: `import '#models/runtime';`, says: null },
  {
    file: 'electron/adapters/files/sql.ts',
    line: `import 'libsql';`,
    says: 'belongs to electron/adapters/store',
  },
  { file: 'electron/adapters/files/core.ts', line: `import '#electron/core/serve';`, says: 'electron/core' },
  {
    file: 'electron/adapters/files/graph.ts',
    line: `import '#models/graph/x';`,
    says: 'may not import models',
  },
  { file: 'electron/adapters/files/other.ts', line: `import '../image/x';`, says: 'may not import another' },

  { file: 'electron/hosts/engine.ts', line: `import '#electron/engine/x';`, says: null },
  {
    file: 'electron/hosts/main.ts',
    line: `import '#electron/main/x';`,
    says: 'may not import electron/main',
  },
  { file: 'electron/engine/electron.ts', line: `import 'electron';`, says: 'package electron' },
  { file: 'electron/workers/ort.ts', line: `import 'onnxruntime-node';`, says: 'package onnxruntime-node' },

  { file: 'electron/main/electron.ts', line: `import 'electron';`, says: null },
  {
    file: 'electron/main/core.ts',
    line: `import '#electron/core/ports';`,
    says: 'may not import electron/core',
  },
  { file: 'electron/preload/fs.ts', line: `import 'node:fs';`, says: 'node:fs' },

  { file: 'renderer/inspect/parts.tsx', line: `import '../canvas/x';`, says: null },
  { file: 'renderer/inspect/shared.tsx', line: `import '#shared/domain/x';`, says: null },
  { file: 'renderer/app.tsx', line: `import './inspect/x';`, says: null },
  {
    file: 'renderer/inspect/other.tsx',
    line: `import '../annotate/x';`,
    says: 'may not import renderer/annotate',
  },
  {
    file: 'renderer/canvas/screen.ts',
    line: `import '../annotate/x';`,
    says: 'may not import renderer/annotate',
  },
  { file: 'renderer/client/electron.ts', line: `import 'electron';`, says: 'package electron' },
  {
    file: 'renderer/client/core.ts',
    line: `import '#electron/core/ports';`,
    says: 'may not import electron/core',
  },
  { file: 'renderer/client/fs.ts', line: `import 'node:fs';`, says: 'node:fs' },

  { file: 'models/a/test.ts', line: `import '../../tests/unit/x';`, says: 'may not import tests' },
  {
    file: 'electron/hosts/test.ts',
    line: `export * from '../../tests/unit/x';`,
    says: 'may not import tests',
  },
  { file: 'shared/a/index.ts', line: `export const a = 1;`, says: 'No index files' },
  { file: 'shared/a/extension.ts', line: `import './zod.js';`, says: 'without the file extension' },
  { file: 'shared/a/own-room.ts', line: `import '#shared/a/zod';`, says: 'import by relative path' },
  { file: 'electron/core/a/random.ts', line: `export const a = Math.random();`, says: 'Math.random' },

  { file: 'shared/cycle/one.ts', line: `export { two as one } from './two';`, says: 'ycle' },
  { file: 'shared/cycle/two.ts', line: `export { one as two } from './one';`, says: 'ycle' },
  { file: 'electron/core/a/floating.ts', line: `Promise.resolve(1);`, says: 'Promises must be awaited' },
  { file: 'electron/core/a/any.ts', line: `export const a: any = 1;`, says: 'any' },
];

describe('the lint', () => {
  let tree = '';
  let found: ReadonlyMap<string, string>;

  beforeAll(async () => {
    tree = await mkdtemp(join(tmpdir(), 'loupe-lint-'));
    await copyTools(tree);
    for (const { file, line } of cases) {
      await mkdir(dirname(join(tree, file)), { recursive: true });
      await writeFile(join(tree, file), `${line}\n`);
    }
    found = await lint(tree);
  }, 60_000);

  afterAll(() => rm(tree, { recursive: true, force: true }));

  it.each(cases)('$file: $line', ({ file, says }) => {
    if (says === null) expect(found.get(file) ?? '').toBe('');
    else expect(found.get(file) ?? '').toContain(says);
  });
});

async function copyTools(tree: string): Promise<void> {
  for (const file of [
    '.oxlintrc.json',
    'package.json',
    'tsconfig.base.json',
    'tsconfig.json',
    'scripts/lint',
  ]) {
    await cp(join(root, file), join(tree, file), { recursive: true });
  }
  for (const room of ['shared', 'models', 'electron', 'electron/core', 'electron/adapters', 'renderer']) {
    await cp(join(root, room, 'tsconfig.json'), join(tree, room, 'tsconfig.json'));
  }
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
}

/** File → all that oxlint says about it. */
async function lint(tree: string): Promise<ReadonlyMap<string, string>> {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [oxlint, '--format=json'], { cwd: tree, maxBuffer: 1e8 }, (_, stdout) =>
      resolve(stdout),
    );
  });
  const { diagnostics } = JSON.parse(output) as { diagnostics: { filename: string; message: string }[] };
  const found = new Map<string, string>();
  for (const { filename, message } of diagnostics) {
    found.set(filename, `${found.get(filename) ?? ''}${message}\n`);
  }
  return found;
}
