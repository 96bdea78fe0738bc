import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeModel } from '#models/graph/encode';
import { Graph } from '#models/graph/graph';
import { add } from '#models/graph/ops/elementwise';

/** The built command line with wrong options and models that cannot be used: exit 2 and one sentence, never a stack. */
let folder: string;
const shipped = join(process.cwd(), 'models/packages/golden-compare/1.0.0');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loupe-command-'));
  const made = await loupe('generate', 'pcb', join(folder, 'boards'), '--count', '1');
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('1 images of pcb') });
  await writeFile(join(folder, 'no-json.json'), '{');
  await writeFile(join(folder, 'text.png'), 'no picture');
  await mkdir(join(folder, 'empty'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function loupe(...args: string[]): Promise<Outcome> {
  return loupeIn(join(folder, 'data'), ...args);
}

function loupeIn(dataFolder: string, ...args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, ['out/main/cli.js', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LOUPE_DATA: dataFolder },
    timeout: 30_000,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

function expectOneSentence({ code, stdout, stderr }: Outcome, words: RegExp): void {
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(words);
  expect(stderr).toMatch(/^loupe: [^\n]{10,400}\n$/);
  expect(stderr).not.toMatch(/\bat .*:\d+|went wrong inside|node:/);
}

const boards = () => join(folder, 'boards/images');
const golden = () => ['--golden', join(folder, 'boards/golden.png')];

describe.concurrent('wrong use', () => {
  test.each<[string, () => string[], RegExp]>([
    ['an unknown command', () => ['inspekt'], /no command inspekt/],
    ['a command of every object', () => ['constructor'], /no command constructor/],
    ['an unknown option', () => ['inspect', boards(), '--gold', 'x'], /--gold/],
    ['an option without its value', () => ['inspect', boards(), '--golden'], /--golden/],
    ['an argument that is not taken', () => ['doctor', 'please'], /please/],
    ['inspect without paths', () => ['inspect'], /takes images/],
    [
      'inspect of a path that is not there',
      () => ['inspect', join(folder, 'nowhere.png'), ...golden()],
      /nowhere\.png/,
    ],
    [
      'inspect of an empty folder',
      () => ['inspect', join(folder, 'empty'), ...golden()],
      /No image was found/,
    ],
    ['inspect without a golden image', () => ['inspect', boards()], /--golden/],
    [
      'a golden image that is not there',
      () => ['inspect', boards(), '--golden', join(folder, 'x.png')],
      /x\.png/,
    ],
    [
      'a golden image that is none',
      () => ['inspect', boards(), '--golden', join(folder, 'text.png')],
      /not a picture/,
    ],
    ['a golden pattern alone', () => ['inspect', boards(), '--golden', '{dir}/{id}.png'], /--match/],
    ['a recipe that is not there', () => ['inspect', boards(), '--recipe', 'nowhere'], /no recipe nowhere/],
    [
      'a recipe that is no JSON',
      () => ['inspect', boards(), '--recipe', join(folder, 'no-json.json')],
      /not JSON/,
    ],
    [
      'a model that is not there',
      () => ['inspect', boards(), ...golden(), '--model', '/nowhere'],
      /no model package/,
    ],
    ['a product that is not made', () => ['generate', 'cars', folder], /product \(pcb, surface\)/],
    ['generate without a folder', () => ['generate', 'pcb'], /folder/],
    [
      'generate into a file',
      () => ['generate', 'pcb', join(folder, 'text.png'), '--count', '1'],
      /text\.png/,
    ],
    ['no parts at all', () => ['generate', 'pcb', folder, '--count', '0'], /--count takes/],
    ['a count that is no number', () => ['generate', 'pcb', folder, '--count', 'many'], /--count takes/],
    ['an empty count', () => ['generate', 'pcb', folder, '--count', ''], /--count takes/],
    ['half a seed', () => ['generate', 'pcb', folder, '--seed', '0.5'], /--seed takes/],
    ['too many defects', () => ['generate', 'pcb', folder, '--defects', '2'], /--defects takes/],
    [
      'a share of defects that is empty',
      () => ['generate', 'pcb', folder, '--defects', ''],
      /--defects takes/,
    ],
    ['labels of no kind', () => ['generate', 'surface', folder, '--labels', 'xml'], /--labels takes/],
    ['masks of boards', () => ['generate', 'pcb', folder, '--labels', 'masks'], /has no masks/],
    ['pairs of surfaces', () => ['generate', 'surface', folder, '--labels', 'pairs'], /no golden picture/],
    ['a size too small', () => ['generate', 'surface', folder, '--size', '8x8'], /--size takes/],
    ['a split of less than all', () => ['generate', 'surface', folder, '--split', '70,15'], /--split takes/],
    ['a port that is no number', () => ['serve', '--port', 'abc'], /--port takes/],
    ['a port out of range', () => ['serve', '--port', '70000'], /--port takes/],
    ['an empty port', () => ['serve', '--port', ''], /--port takes/],
  ])('%s', async (_, args, words) => {
    expectOneSentence(await loupe(...args()), words);
  });

  test('a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expectOneSentence(await loupe('serve', '--port', String(port)), new RegExp(`${port}`));
    server.close();
  });

  test('a data folder that is a file', async () => {
    expectOneSentence(
      await loupeIn(join(folder, 'text.png'), 'serve'),
      /a file lies where a folder should be/,
    );
  });
});

describe.concurrent('a model package', () => {
  /** The shipped package with something changed: its model.onnx (with its hash) or its manifest. */
  async function packageWith(onnx: Uint8Array | null, some: Record<string, unknown> = {}): Promise<string> {
    const path = await mkdtemp(join(folder, 'package-'));
    await cp(shipped, path, { recursive: true });
    const manifest = JSON.parse(await readFile(join(shipped, 'manifest.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    if (onnx) {
      await writeFile(join(path, 'model.onnx'), onnx);
      manifest['sha256'] = createHash('sha256').update(onnx).digest('hex');
    }
    await writeFile(join(path, 'manifest.json'), JSON.stringify({ ...manifest, ...some }));
    return path;
  }

  const inspect = (path: string) => loupe('inspect', boards(), ...golden(), '--model', path);

  test('as it is shipped is taken from any folder', async () => {
    const { code, stdout } = await inspect(await packageWith(null));
    expect(code).toBeLessThan(2);
    expect(stdout).toMatch(/^(PASS|REVIEW|REJECT) /);
  });

  test.each<[string, () => Promise<string>, RegExp]>([
    [
      'whose model is no ONNX',
      () => packageWith(Buffer.from('This is no model at all.')),
      /not in the ONNX format/,
    ],
    ['whose model is empty', () => packageWith(new Uint8Array()), /not an ONNX model/],
    [
      'whose model is cut short',
      async () => packageWith((await readFile(join(shipped, 'model.onnx'))).subarray(0, 5000)),
      /ONNX format|cannot be loaded/,
    ],
    [
      'whose model is another than its manifest says',
      () => packageWith(null, { sha256: 'a'.repeat(64) }),
      /SHA-256/,
    ],
    [
      'whose graph takes other inputs',
      () => packageWith(otherInputs()),
      /takes image float32 \[1, 3, 8, 8\].*manifest/,
    ],
    [
      'with a name that is a path',
      () => packageWith(null, { name: '../../golden-compare' }),
      /manifest\.json, name/,
    ],
    [
      'with a version that is a path',
      () => packageWith(null, { version: '../1.0.0' }),
      /manifest\.json, version/,
    ],
    ['of a newer format', () => packageWith(null, { formatVersion: 2 }), /manifest\.json, formatVersion/],
    ['for a task that is not known', () => packageWith(null, { task: 'divine' }), /manifest\.json, task/],
    ['with no manifest', () => withoutManifest(), /manifest\.json is missing/],
    ['whose model is a link to outside', () => linkedModel(), /link out of the package/],
  ])('%s is refused', async (_, make, words) => {
    expectOneSentence(await inspect(await make()), words);
  });

  test.skipIf(process.platform === 'win32')(
    'whose numbers lie in other files is refused, and none is opened',
    async () => {
      // Whoever opened this pipe would wait for its other end for ever.
      const pipe = join(folder, 'passwd');
      execFileSync('mkfifo', [pipe]);
      for (const location of ['../../etc/passwd', '/etc/passwd', pipe, '../passwd']) {
        expectOneSentence(
          await inspect(await packageWith(externalNumbers(location))),
          /wants to read other files/,
        );
      }
    },
  );

  async function withoutManifest(): Promise<string> {
    const path = await packageWith(null);
    await rm(join(path, 'manifest.json'));
    return path;
  }

  async function linkedModel(): Promise<string> {
    const path = await packageWith(null);
    await rm(join(path, 'model.onnx'));
    await symlink(join(shipped, 'model.onnx'), join(path, 'model.onnx'));
    return path;
  }
});

function otherInputs(): Uint8Array {
  const graph = new Graph('other');
  graph.output('y', add(graph.input('image', 'float32', [1, 3, 8, 8]), 1));
  return encodeModel(graph);
}

/** A graph whose only initializer lies in another file; field numbers of onnx.proto3. */
function externalNumbers(location: string): Uint8Array {
  const text = (value: string) => new TextEncoder().encode(value);
  const message = (no: number, ...parts: Uint8Array[]) =>
    new BinaryWriter().tag(no, WireType.LengthDelimited).bytes(Buffer.concat(parts)).finish();
  const number = (no: number, value: number) =>
    new BinaryWriter().tag(no, WireType.Varint).int32(value).finish();
  const entry = message(13, message(1, text('location')), message(2, text(location)));
  const tensor = message(5, number(1, 4), number(2, 1), message(8, text('w')), entry, number(14, 1));
  return Buffer.concat([number(1, 8), message(7, tensor)]);
}
