import { decide, type Decision } from '#shared/domain/decide';
import { verdicts, type Prediction, type Verdict } from '#shared/domain/inspection';
import type { Recipe } from '#shared/domain/recipe';

/** The verdict of each frame by the draft's rules, as the line would give it. */
export function decideAll(
  frames: readonly { readonly predictions: readonly Prediction[] }[],
  draft: Recipe,
): readonly Decision[] {
  return frames.map(({ predictions }) => decide(predictions, draft));
}

export function tallyOf(decisions: readonly Decision[]): Record<Verdict, number> {
  const tally = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { verdict } of decisions) tally[verdict]++;
  return tally;
}

/** What the recipe did with each prediction: `ignored` is below its thresholds or outside the region. */
export function levelsOf(
  predictions: readonly Prediction[],
  { findings }: Decision,
): readonly (Prediction & { readonly level: 'review' | 'reject' | 'ignored' })[] {
  const rest = [...findings];
  return predictions.map((prediction) => {
    const at = rest.findIndex(
      (finding) =>
        finding.label === prediction.label &&
        finding.score === prediction.score &&
        finding.box.every((value, index) => value === prediction.box[index]),
    );
    const [finding] = at < 0 ? [] : rest.splice(at, 1);
    return { ...prediction, level: finding?.level ?? 'ignored' };
  });
}

/** The scores that fall under each rule, over all frames: where to put a threshold. */
export function scoresByRule(
  frames: readonly { readonly predictions: readonly Prediction[] }[],
  labels: Recipe['labels'],
): ReadonlyMap<string, readonly number[]> {
  const scores = new Map<string, number[]>();
  for (const { label, score } of frames.flatMap(({ predictions }) => predictions)) {
    const rule = Object.hasOwn(labels, label) ? label : '*';
    scores.set(rule, [...(scores.get(rule) ?? []), score]);
  }
  return scores;
}
