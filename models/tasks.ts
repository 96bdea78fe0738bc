import type { TaskName } from '#shared/domain/model';
import { golden } from './golden/golden';
import type { Task } from './task';

/** The tasks that this version knows. */
export const tasks: Readonly<Partial<Record<TaskName, Task>>> = { golden };
