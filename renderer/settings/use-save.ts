import { useCallback } from 'react';
import type { Settings } from '#shared/domain/settings';
import { useChangeSettings } from '../client/settings-store';
import { noticeFailed } from '../ui/notices';

/** Changes settings at once; says so only where it did not work. */
export function useSave(): (change: Partial<Settings>) => void {
  const change = useChangeSettings();
  return useCallback(
    (next) => {
      void change(next).then((written) => {
        if (!written.ok) noticeFailed(written.error);
      });
    },
    [change],
  );
}
