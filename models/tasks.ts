import type { TaskName } from '#shared/domain/model';
import { anomaly } from './anomaly/anomaly';
import { classify } from './classify/classify';
import { detect } from './detect/detect';
import { golden } from './golden/golden';
import { segment } from './segment/segment';
import type { Task } from './task';

/** How each task looks at a frame. */
export const tasks: Readonly<Record<TaskName, Task>> = {
  anomaly,
  classify,
  detect,
  golden,
  segment,
};
