import type { TaskName } from '#shared/domain/model';
import { anomaly } from './anomaly/anomaly';
import { anomalyEvaluation } from './anomaly/evaluation';
import { classify } from './classify/classify';
import { classifyEvaluation } from './classify/evaluation';
import { detect } from './detect/detect';
import { detectEvaluation } from './detect/evaluation';
import type { Evaluated } from './evaluation';
import { segmentEvaluation } from './segment/evaluation';
import { segment } from './segment/segment';

/** The tasks that can be measured on labelled pictures. */
export const evaluations: Readonly<Partial<Record<TaskName, Evaluated>>> = {
  anomaly: { task: anomaly, evaluation: anomalyEvaluation },
  classify: { task: classify, evaluation: classifyEvaluation },
  detect: { task: detect, evaluation: detectEvaluation },
  segment: { task: segment, evaluation: segmentEvaluation },
};
