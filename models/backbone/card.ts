import { formatModelRef, type ModelManifest } from '#shared/domain/model';

/** The model card of the shipped backbone. Markdown. */
export function backboneCard(manifest: ModelManifest): string {
  const { training, metrics, labels, input } = manifest;
  const figures = metrics.map(({ name, value, split }) => `| ${name} | ${split} | ${value.toFixed(4)} |`);
  return `# ${formatModelRef(manifest)}

What the trainings of Loupe begin with in place of random numbers: a small residual network and the decoder above it. No
photograph was seen: it learnt from textures and shapes that \`models/generate/textures\` draws.

## What it learnt

Two questions about each picture, ${input.widthPx} × ${input.heightPx} pixels, gray, in all orientations and lights: which of
${labels.length} families of textures it shows (\`scores\`), and where something was painted into it that does not belong
(\`flaws\`, logits, 4 pixels a step): lines, spots, patches and bands that are darker, brighter, rubbed smooth, turned or
of another texture. Borders, beyond which something else begins, are no flaws.

Made by \`${training?.command ?? ''}\`, seed ${training?.seed ?? 0}.

## What it is for

Its weights lie in model.onnx under the names of their layers, norms not folded: \`models/train/pretrained.ts\` gives them to
any training that has layers of the same names and sizes. As a model of its own it tells families of textures apart,
which is of no use on a line.

## Figures

On generated pictures that it did not learn from.

| figure | split | value |
| --- | --- | --- |
${figures.join('\n')}

\`accuracy\`: share of pictures whose family is told. \`flawAuroc\`: how well pixels with flaws are told from others, 0..1.
`;
}
