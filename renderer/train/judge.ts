import type { Prediction } from '#shared/domain/inspection';
import type { TaskName } from '#shared/domain/model';
import type { SeenPicture } from '#shared/domain/training';
import { matchBoxes } from '#shared/numeric/metrics';

/** What the model in training says of a picture, held against what the picture shows. */
export interface Judged {
  readonly right: boolean;
  /** Labels that it says the picture shows, the surest first; none: that it is good. */
  readonly said: readonly { readonly label: string; readonly score: number }[];
  /** Where it sees something. `hit`: there is such a thing there. */
  readonly found: readonly (Prediction & { readonly hit: boolean })[];
  /** Boxes of the dataset around which it draws none. */
  readonly missed: number;
}

/** Overlap from which a box counts as found, as the evaluation of detectors has it. */
const hitIou = 0.5;
/** Of several labels at once each is a question of its own, which is answered with yes from here on. */
const yesScore = 0.5;

/**
 * @param threshold boxes of a detector with a lower score are not taken for real, 0..1; other tasks have told what counts
 * @param several may a picture of this dataset show several labels at once?
 */
export function judge(picture: SeenPicture, task: TaskName, threshold: number, several: boolean): Judged {
  switch (task) {
    case 'classify':
      return named(picture, several);
    case 'detect':
      return boxed(picture, threshold);
    case 'segment':
      return marked(picture);
    case 'anomaly':
    case 'golden':
      return noticed(picture);
  }
}

/** The classifier tells no score for good pictures: what the other labels leave over is theirs. */
function named({ labels, predictions }: SeenPicture, several: boolean): Judged {
  const rest = 1 - predictions.reduce((sum, { score }) => sum + score, 0);
  const said = several
    ? predictions.filter(({ score }) => score >= yesScore)
    : predictions.slice(0, 1).filter(({ score }) => score >= rest);
  return { right: sameLabels(said, labels), said, found: [], missed: 0 };
}

function boxed({ boxes, predictions }: SeenPicture, threshold: number): Judged {
  const told = predictions.filter(({ score }) => score >= threshold);
  const found = [...new Set(told.map(({ label }) => label))].flatMap((label) => {
    const ofLabel = told.filter((one) => one.label === label).toSorted((a, b) => b.score - a.score);
    const truths = boxes.filter((one) => one.label === label).map(({ box }) => ({ image: 0, box }));
    const matched = matchBoxes(
      ofLabel.map(({ score, box }) => ({ image: 0, score, box })),
      truths,
      hitIou,
    );
    return ofLabel.map((one, i) => ({ ...one, hit: matched[i]?.hit ?? false }));
  });
  const hits = found.filter(({ hit }) => hit).length;
  const missed = boxes.length - hits;
  return { right: missed === 0 && hits === found.length, said: strongest(found), found, missed };
}

/** Where the dataset has masks there are no boxes to compare with: the labels have to agree. */
function marked({ labels, predictions }: SeenPicture): Judged {
  const said = strongest(predictions);
  const found = predictions.map((one) => ({ ...one, hit: labels.includes(one.label) }));
  return { right: sameLabels(said, labels), said, found, missed: 0 };
}

/** Nothing but whether something is there. */
function noticed({ labels, boxes, predictions }: SeenPicture): Judged {
  const defective = labels.length > 0 || boxes.length > 0;
  const found = predictions.map((one) => ({ ...one, hit: defective }));
  return { right: found.length > 0 === defective, said: strongest(predictions), found, missed: 0 };
}

/** Each label once, with its best score. */
function strongest(predictions: readonly Prediction[]): Judged['said'] {
  const best = new Map<string, number>();
  for (const { label, score } of predictions) best.set(label, Math.max(score, best.get(label) ?? 0));
  return [...best].map(([label, score]) => ({ label, score })).toSorted((a, b) => b.score - a.score);
}

function sameLabels(said: readonly { readonly label: string }[], labels: readonly string[]): boolean {
  const told = new Set(said.map(({ label }) => label));
  return told.size === new Set(labels).size && labels.every((label) => told.has(label));
}
