import type { ModelManifest } from '#shared/domain/model';
import type { Validated } from '#shared/domain/training';

/** What the evaluations of the tasks measure, and the page has words for. */
export const figureNames = [
  'accuracy',
  'f1',
  'precision',
  'recall',
  'mAP',
  'mAP50',
  'mAP50-95',
  'AP',
  'threshold',
  'mIoU',
  'defectIoU',
  'binaryMIoU',
  'IoU',
  'auroc',
  'passed',
  'pixelAuroc',
  'pro',
] as const;
export type FigureName = (typeof figureNames)[number];

/** Those that are measured for a label, too: `recall scratch`. */
const ofLabels: readonly string[] = ['precision', 'recall', 'AP', 'IoU'] satisfies FigureName[];

export function isFigureName(name: string): name is FigureName {
  return figureNames.some((known) => known === name);
}

/** `recall scratch` is the recall of `scratch`; `recall` alone is of all labels together. */
export function parseFigure(text: string): { readonly name: string; readonly label: string | null } {
  const space = text.indexOf(' ');
  const name = text.slice(0, space);
  return space > 0 && ofLabels.includes(name)
    ? { name, label: text.slice(space + 1) }
    : { name: text, label: null };
}

/** The name of what a task is judged by: evaluations tell it first. */
export function judgedBy({ metrics }: Pick<Validated, 'metrics'>): string {
  return Object.keys(metrics)[0] ?? '';
}

/** Where a figure was measured: on the pictures that chose the best epoch, and on those kept back to the end. */
export type MeasuredOn = 'test' | 'validation';

type Splits = Readonly<Partial<Record<string, number>>>;

/** What was measured of a finished model, by figure and split (`test`, `validation`). */
export interface Results {
  readonly overall: ReadonlyMap<string, Splits>;
  /** By label, then by figure. */
  readonly labels: ReadonlyMap<string, ReadonlyMap<string, Splits>>;
}

export function resultsOf(metrics: ModelManifest['metrics']): Results {
  const overall = new Map<string, Splits>();
  const labels = new Map<string, Map<string, Splits>>();
  for (const { name: text, value, split } of metrics) {
    const { name, label } = parseFigure(text);
    const figures = label === null ? overall : (labels.get(label) ?? new Map<string, Splits>());
    if (label !== null) labels.set(label, figures as Map<string, Splits>);
    figures.set(name, { ...figures.get(name), [split]: value });
  }
  return { overall, labels };
}

/** The label that is found least, by the figure that tells it best: where more pictures help most. */
export function weakestOf(
  { labels }: Results,
  split: MeasuredOn,
): { readonly label: string; readonly name: string; readonly value: number } | null {
  const found = [...labels].flatMap(([label, figures]) => {
    const name = ['recall', 'AP', 'IoU'].find((one) => figures.has(one));
    const value = name === undefined ? undefined : figures.get(name)?.[split];
    return name !== undefined && value !== undefined ? [{ label, name, value }] : [];
  });
  return found.length < 2 ? null : (found.toSorted((a, b) => a.value - b.value)[0] ?? null);
}
