import type { TaskName } from '#shared/domain/model';
import { anomaly } from './anomaly/anomaly';
import { classify } from './classify/classify';
import { detect } from './detect/detect';
import { golden } from './golden/golden';
import { segment } from './segment/segment';
import type { Task } from './task';

/** The tasks that this version knows. */
export const tasks: Readonly<Partial<Record<TaskName, Task>>> = {
  anomaly,
  classify,
  detect,
  golden,
  segment,
};
