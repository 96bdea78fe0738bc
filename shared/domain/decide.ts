import { polygonHoldsBox, polygonMeetsBox } from '../numeric/geometry';
import type { Finding, Prediction, Reason, Verdict } from './inspection';
import { ruleOf, type Recipe } from './recipe';

export interface Decision {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly reasons: readonly Reason[];
}

type Rules = Pick<Recipe, 'id' | 'labels' | 'maxFindings' | 'roi'>;

/**
 * From predictions to a verdict, by the recipe's rules alone: same predictions, same recipe, same verdict.
 * A prediction counts when its area and score reach its label's rule and it lies in the region of interest.
 * A prediction that is no number makes the part not-inspected: a broken model never passes a part.
 */
export function decide(predictions: readonly Prediction[], recipe: Rules): Decision {
  const broken = predictions.find((prediction) => !isSound(prediction));
  if (broken) {
    return notInspected('model.malformed', `The model gave a result for ${broken.label} that is no number.`);
  }
  const findings = predictions.flatMap((prediction) => findingOf(prediction, recipe));
  const reasons = reasonsOf(findings, recipe);
  return { verdict: verdictOf(reasons), findings, reasons };
}

/** The decision about a part that could not be inspected. */
export function notInspected(error: string, message: string): Decision {
  return { verdict: 'not-inspected', findings: [], reasons: [{ code: 'fault', error, message }] };
}

function isSound({ score, areaPx, box }: Prediction): boolean {
  return [score, areaPx, ...box].every(Number.isFinite);
}

function findingOf(prediction: Prediction, recipe: Rules): Finding[] {
  const rule = ruleOf(recipe, prediction.label);
  if (prediction.areaPx < rule.minAreaPx || prediction.score < rule.reviewScore) return [];
  if (!inRegion(prediction, recipe.roi)) return [];
  return [{ ...prediction, level: prediction.score >= rule.rejectScore ? 'reject' : 'review' }];
}

/** A defect that only touches the region still counts; one wholly inside an excluded area does not. */
function inRegion({ box }: Prediction, { include, exclude }: Recipe['roi']): boolean {
  const included = include.length === 0 || include.some((polygon) => polygonMeetsBox(polygon, box));
  return included && !exclude.some((polygon) => polygonHoldsBox(polygon, box));
}

function reasonsOf(findings: readonly Finding[], recipe: Rules): Reason[] {
  const reasons: Reason[] = [];
  for (const label of new Set(findings.map((finding) => finding.label))) {
    const ofLabel = findings.filter((finding) => finding.label === label);
    const rejects = ofLabel.filter((finding) => finding.level === 'reject').length;
    const reviews = ofLabel.length - rejects;
    const { allowedCount } = ruleOf(recipe, label);
    if (rejects > allowedCount) reasons.push({ code: 'reject', label, count: rejects, allowedCount });
    if (reviews > 0) reasons.push({ code: 'review', label, count: reviews });
  }
  if (recipe.maxFindings !== null && findings.length > recipe.maxFindings) {
    reasons.push({ code: 'too-many', count: findings.length, allowedCount: recipe.maxFindings });
  }
  return reasons;
}

function verdictOf(reasons: readonly Reason[]): Verdict {
  if (reasons.some(({ code }) => code === 'reject' || code === 'too-many')) return 'reject';
  return reasons.length > 0 ? 'review' : 'pass';
}
