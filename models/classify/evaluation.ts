import { Confusion } from '#shared/numeric/metrics';
import type { ModelManifest } from '#shared/domain/model';
import type { Evaluation } from '../evaluation';
import { scoresIn } from './classify';
import { truthOf } from './labels';

/**
 * Single label: `accuracy`, `f1` (mean over the labels) and the precision and recall of each label. Several labels at
 * once (option `several`): `accuracy` is the share of right answers to all questions "does it show this?".
 */
export function classifyEvaluation(manifest: ModelManifest): Evaluation {
  const { labels } = manifest;
  return manifest.options['several'] ? severalLabels(manifest) : oneLabel();

  function oneLabel(): Evaluation {
    const confusion = new Confusion(labels.length);
    return {
      add(outputs, _sample, item) {
        const scores = scoresIn(outputs, manifest);
        const truth = truthOf(item, labels, manifest.options['good'] ?? -1)[0];
        if (truth !== undefined) confusion.add(truth, scores.indexOf(Math.max(...scores)));
      },
      metrics: () => ({
        accuracy: confusion.accuracy,
        f1: confusion.mean('f1'),
        ...figuresOf((index) => confusion.of(index)),
      }),
    };
  }

  function severalLabels({ options }: ModelManifest): Evaluation {
    const questions = labels.map(() => new Confusion(2));
    return {
      add(outputs, _sample, item) {
        const scores = scoresIn(outputs, manifest);
        const truth = truthOf(item, labels, options['good'] ?? -1);
        questions.forEach((question, i) =>
          question.add(truth.includes(i) ? 1 : 0, (scores[i] ?? 0) >= 0.5 ? 1 : 0),
        );
      },
      metrics: () => ({
        accuracy: meanOf(questions.map(({ accuracy }) => accuracy)),
        f1: meanOf(questions.map((question) => question.of(1).f1).filter(Number.isFinite)),
        ...figuresOf((index) => questions[index]?.of(1) ?? { precision: NaN, recall: NaN }),
      }),
    };
  }

  function figuresOf(of: (index: number) => { precision: number; recall: number }): Record<string, number> {
    return Object.fromEntries(
      labels.flatMap((label, i) =>
        Object.entries(of(i))
          .filter(([name, value]) => ['precision', 'recall'].includes(name) && Number.isFinite(value))
          .map(([name, value]) => [`${name} ${label}`, value]),
      ),
    );
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
