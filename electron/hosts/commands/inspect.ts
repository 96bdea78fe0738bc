import { parseArgs } from 'node:util';
import { inspectPart, type InspectedPart } from '#electron/core/inspection/inspect-part';
import { pairedPath } from '#electron/core/golden';
import { AppFailure } from '#shared/contract/errors';
import { interrupted, print, printJson, type Command } from './command';
import { filesOf } from './files-of';
import { openBench, type InspectionBench } from './inspection-bench';

export const inspect: Command = {
  usage:
    'inspect <path…> [--recipe NAME|FILE] [--model FOLDER] [--golden FILE|PATTERN] [--match PATTERN] [--json]',
  does:
    "one line an image; paths are images, folders and patterns. With --match '{id}_test.jpg' --golden " +
    "'{dir}/{id}_temp.jpg' each image has its own golden, and files that do not match are passed over",
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        recipe: { type: 'string', default: 'golden-compare' },
        model: { type: 'string' },
        golden: { type: 'string' },
        match: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length === 0)
      throw new AppFailure('input.invalid', 'inspect takes images, folders or patterns.');
    const { match, golden, model, recipe } = values;
    if (golden?.includes('{id}') && match === undefined) {
      throw new AppFailure(
        'input.invalid',
        "A golden pattern needs --match, for example --match '{id}_test.jpg'.",
      );
    }
    const files = (await filesOf(positionals)).filter(
      (path) => match === undefined || pairedPath({ match, golden: '' }, { path }) !== null,
    );
    if (files.length === 0)
      throw new AppFailure('source.missing', 'No image was found: check the paths and --match.');
    const bench = await openBench({ recipe, model, golden, match });
    try {
      return await inspectFiles(files, bench, values.json);
    } finally {
      await bench.close();
    }
  },
};

async function inspectFiles(files: string[], bench: InspectionBench, json: boolean): Promise<number> {
  const tally = { pass: 0, review: 0, reject: 0, 'not-inspected': 0 };
  const source = await bench.ports.openSource(
    { kind: 'files', paths: files, silentAfterMs: null },
    { trigger: 'free', nextSequence: 0, recorded: () => false },
  );
  const identity = { runId: 0, serial: '', lot: '' };
  for await (const event of source.events(interrupted())) {
    const inspected = await inspectPart(event, identity, bench.setup, bench.ports);
    tally[inspected.draft.verdict]++;
    const image = files[event.frame.sequence] ?? event.frame.name;
    await (json ? printJson(lineOf(image, inspected)) : print(textOf(image, inspected)));
  }
  await source.close();
  const { pass, review, reject } = tally;
  const missed = tally['not-inspected'];
  process.stderr.write(`${pass} pass, ${review} review, ${reject} reject, ${missed} not inspected\n`);
  return review + reject + missed > 0 ? 1 : 0;
}

/** Scores 0..1; boxes [x, y, width, height] in pixels of the image; timings in ms. */
function lineOf(image: string, { draft, fault }: InspectedPart): unknown {
  return {
    image,
    verdict: draft.verdict,
    findings: draft.findings.map(({ label, score, box, level }) => ({ label, score, box, level })),
    timings: draft.timings,
    ...(fault && { error: { code: fault.code, message: fault.message } }),
  };
}

function textOf(image: string, { draft, fault }: InspectedPart): string {
  const found = draft.findings.map(({ label, score, box }) => {
    const [x, y, width, height] = box.map(Math.round);
    return `${label} ${score.toFixed(2)} at ${x},${y} ${width}×${height}`;
  });
  return [draft.verdict.toUpperCase().padEnd(13), image, fault?.message ?? found.join('; ')]
    .join('  ')
    .trimEnd();
}
