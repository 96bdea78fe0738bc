import { diskFloorBytes, lowDiskShare } from '#shared/domain/settings';
import type { Disk } from '#shared/domain/station';

/** `low`: a warning; `full`: the inspection stops. */
export function diskState({ freeBytes, totalBytes }: Disk): 'good' | 'low' | 'full' {
  if (freeBytes < diskFloorBytes) return 'full';
  return freeBytes < totalBytes * lowDiskShare ? 'low' : 'good';
}
