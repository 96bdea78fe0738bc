import type { DatasetItem, Split } from '#shared/domain/dataset';
import { formatModelRef, type ModelManifest } from '#shared/domain/model';
import type { Validated } from '#shared/domain/training';

/** The model card (Mitchell et al. 2019): what it is for, what it learnt from, how good it was found. Markdown. */
export function cardOf(
  manifest: ModelManifest,
  history: readonly Validated[],
  sides: Readonly<Record<Split, readonly DatasetItem[]>>,
): string {
  const { training, input, labels, metrics, parity } = manifest;
  const size = input.widthPx && input.heightPx ? `${input.widthPx} × ${input.heightPx} pixels` : 'any size';
  const lines = [
    `# ${formatModelRef(manifest)}`,
    '',
    `Task: ${manifest.task}. Labels: ${labels.join(', ')}.`,
    `Sees: ${input.channels === 1 ? 'gray' : 'colour'}, ${size}${manifest.golden ? ', with a golden image' : ''}.`,
    '',
    '## Data',
    `${training?.dataset ?? 'none'} (${training?.datasetSha256 ?? ''}): ${sides.train.length} pictures to train on, ` +
      `${sides.validation.length} to choose the best epoch, ${sides.test.length} to test.`,
    `Seed ${training?.seed ?? 0}, ${history.at(-1)?.epoch ?? 0} epochs. Made by: \`${training?.command ?? ''}\``,
    '',
    '## Figures',
    '| figure | split | value |',
    '| --- | --- | --- |',
    ...metrics.map(({ name, split, value }) => `| ${name} | ${split} | ${value.toFixed(4)} |`),
    '',
    `Parity: the serving graph differs from the trained one by at most ${parity?.maxDifference.toExponential(1) ?? '?'} ` +
      `of the largest output on ${parity?.samples ?? 0} pictures.`,
    '',
  ];
  return lines.join('\n');
}
