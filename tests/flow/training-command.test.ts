import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeStripes } from './generated-dataset';

/** The built command line: from a folder with pictures to a package that inspects, and what it says of bad input. */
let folder: string;
const at = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loupe-train-'));
  await writeStripes(at('stripes'), { lying: 20, standing: 20 });
  await writeStripes(at('one-class'), { lying: 12 });
  await writeStripes(at('single'), { standing: 1 });
  await writeStripes(at('empty-class'), { lying: 12 });
  mkdirSync(at('empty-class/standing'));
  mkdirSync(at('empty'));
  mkdirSync(at('taken'));
  writeFileSync(at('taken/mine.txt'), 'mine');
});
afterAll(() => rm(folder, { recursive: true }));

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function loupe(...args: string[]): {
  child: ChildProcess;
  ended: Promise<Outcome>;
  said: (words: RegExp) => Promise<void>;
} {
  const child = spawn(process.execPath, ['out/main/cli.js', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const ended = new Promise<Outcome>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr })),
  );
  const said = (words: RegExp) => expect.poll(() => stderr, { timeout: 50_000 }).toMatch(words);
  return { child, ended, said };
}

const common = () => [
  '--task',
  'classify',
  '--quality',
  'fast',
  '--size',
  '32',
  '--seed',
  '3',
  '--threads',
  '1',
];
const train = (out: string, ...more: string[]) =>
  loupe('train', '--dataset', at('stripes'), '--out', at(out), ...common(), ...more);

test('a package comes out that is measured as it says and inspects', async () => {
  const { code, stdout, stderr } = await train('stripes-model', '--epochs', '4', '--json').ended;
  expect(stderr).toMatch(/epoch 4: loss [\d.]+, accuracy 1\.0000, f1 1\.0000\n/);
  expect(code).toBe(0);
  const result = JSON.parse(stdout) as { metrics: { test: Record<string, number> } };
  expect(result).toMatchObject({
    package: at('stripes-model'),
    name: 'stripes-model',
    task: 'classify',
    labels: ['lying', 'standing'],
    training: { dataset: 'stripes', images: 28, seed: 3, command: expect.stringContaining('--epochs 4') },
    metrics: { validation: { accuracy: 1 } },
  });
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);

  const measured = await loupe(
    'evaluate',
    '--model',
    at('stripes-model'),
    '--dataset',
    at('stripes'),
    '--json',
  ).ended;
  expect(measured.code).toBe(0);
  expect(JSON.parse(measured.stdout)).toMatchObject({
    model: 'stripes-model@1.0.0',
    split: 'test',
    pictures: 6,
    metrics: result.metrics.test,
  });
  const all = await loupe('evaluate', '--model', at('stripes-model'), '--dataset', at('one-class')).ended;
  expect(all.stdout).toMatch(/^stripes-model@1\.0\.0 on one-class, all: 12 pictures\n1\.0000 {2}accuracy\n/);

  const inspected = await loupe('inspect', at('one-class'), '--model', at('stripes-model'), '--json').ended;
  const lines = inspected.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { findings: { label: string; score: number }[] });
  expect(lines.length).toBe(12);
  for (const { findings } of lines) expect(findings[0]).toMatchObject({ label: 'lying', level: 'reject' });
});

test('Ctrl+C leaves a checkpoint; killed and resumed, the package is the same byte for byte', async () => {
  mkdirSync(at('whole'));
  mkdirSync(at('broken'));
  expect((await train('whole/model', '--epochs', '4').ended).code).toBe(0);

  const interrupted = train('broken/model', '--epochs', '4');
  await interrupted.said(/epoch 1:/);
  interrupted.child.kill('SIGINT');
  const { code, stdout, stderr } = await interrupted.ended;
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  expect(stderr).toMatch(/Stopped\. The same command with --resume goes on/);
  expect(existsSync(at('broken/.model.checkpoint'))).toBe(true);

  const other = await train('broken/model', '--epochs', '5', '--resume').ended;
  expect(other).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/checkpoint is of another training/),
  });

  const killed = train('broken/model', '--epochs', '4', '--resume');
  await killed.said(/epoch 2:/);
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect((await train('broken/model', '--epochs', '4', '--resume').ended).code).toBe(0);
  expect(readdirSync(at('broken'))).toEqual(['model']);
  for (const name of ['model.onnx', 'manifest.json', 'card.md']) {
    expect(readFileSync(at('broken/model', name)).equals(readFileSync(at('whole/model', name))), name).toBe(
      true,
    );
  }
});

describe.concurrent('bad input is told in one sentence', () => {
  const packaged = (name: string) => () => [
    'evaluate',
    '--model',
    `models/packages/${name}/1.0.0`,
    '--dataset',
    at('stripes'),
  ];
  const given =
    (dataset: string, ...more: string[]) =>
    () => [
      'train',
      '--dataset',
      at(dataset),
      '--out',
      at(`out-${dataset}`),
      '--task',
      'classify',
      '--epochs',
      '1',
      ...more,
    ];
  const without = (option: string) => () => {
    const args = given('stripes')();
    args.splice(args.indexOf(option), 2);
    return args;
  };

  test.each<[string, () => string[], RegExp]>([
    ['no dataset', without('--dataset'), /--dataset FOLDER/],
    ['no task', without('--task'), /--task/],
    ['no package', without('--out'), /--out PACKAGE_FOLDER/],
    [
      'an unknown task',
      given('stripes', '--task', 'guess'),
      /guess cannot be learnt: choose one of .*classify/,
    ],
    ['a task of every object', given('stripes', '--task', 'constructor'), /constructor cannot be learnt/],
    ['minutes and epochs', given('stripes', '--minutes', '1'), /--minutes or --epochs, not both/],
    ['no epochs', given('stripes', '--epochs', '0'), /--epochs takes a whole number from 1/],
    ['minutes that are none', () => [...without('--epochs')(), '--minutes', ''], /--minutes takes a number/],
    ['an unknown quality', given('stripes', '--quality', 'superb'), /fast, balanced, best/],
    ['a size of nothing', given('stripes', '--size', '0'), /--size takes/],
    ['half a seed', given('stripes', '--seed', '1.5'), /--seed takes/],
    ['a device of none', given('stripes', '--provider', 'abacus'), /--provider takes one of cpu, webgpu/],
    ['no threads', given('stripes', '--threads', '0'), /--threads takes/],
    ['an unknown format', given('stripes', '--format', 'zip'), /no dataset format zip/],
    ['a threshold that is no number', given('stripes', '--threshold', 'half'), /half is no number/],
    ['a folder that is not there', given('nowhere'), /nowhere.*there is no such folder/],
    ['an empty folder', given('empty'), /no picture in empty/],
    ['a single picture', given('single'), /single has .*pictures/],
    ['one class', given('one-class'), /one-class has pictures of the class lying alone/],
    ['a class without pictures', given('empty-class'), /empty-class has pictures of the class lying alone/],
    ['a package that is there already', given('stripes', '--out', join(tmpdir())), /is in .* already/],
    [
      'a package below a file',
      () => given('stripes', '--out', at('taken/mine.txt/x'))(),
      /mine\.txt.*a file lies where/,
    ],
    [
      'a model that is not there',
      () => ['evaluate', '--model', at('no'), '--dataset', at('stripes')],
      /no model package/,
    ],
    ['no model', () => ['evaluate', '--dataset', at('stripes')], /--model PACKAGE_FOLDER/],
    [
      'an unknown split',
      () => ['evaluate', '--model', at('no'), '--dataset', at('stripes'), '--split', 'half'],
      /--split takes one of train, validation, test, all/,
    ],
    [
      'a model that cannot be measured',
      () => ['evaluate', '--model', 'models/packages/golden-compare/1.0.0', '--dataset', at('stripes')],
      /golden cannot be measured/,
    ],
    ['more than all of a box', () => [...packaged('pcb-detector')(), '--iou', '2'], /--iou takes an overlap/],
    [
      'an overlap where there are no boxes',
      () => [...packaged('surface-segmenter')(), '--iou', '0.5'],
      /--iou is for models that detect; surface-segmenter is one for segment/,
    ],
  ])('%s', async (_, args, words) => {
    const { code, stdout, stderr } = await loupe(...args()).ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr).toMatch(/^loupe: [^\n]{10,400}\n$/);
    expect(stderr).not.toMatch(/\bat .*:\d+|went wrong inside|node:/);
  });
});
