import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import type { Result } from '#shared/contract/errors';
import type { Settings } from '#shared/domain/settings';
import { useClient, useConnection } from './client-context';

/** The settings as the engine has them; null until it has answered. */
const useSettingsStore = create<{ settings: Settings | null }>(() => ({ settings: null }));

export function useSettings(): Settings | null {
  return useSettingsStore((state) => state.settings);
}

/** Changes some settings; the whole page follows once the engine has kept them. */
export function useChangeSettings(): (change: Partial<Settings>) => Promise<Result<Settings>> {
  const client = useClient();
  return useCallback(
    async (change) => {
      const current = await client.request('settings.read', {});
      if (!current.ok) return current;
      const written = await client.request('settings.write', { ...current.value, ...change });
      if (written.ok) useSettingsStore.setState({ settings: written.value });
      return written;
    },
    [client],
  );
}

/** Reads the settings after each (re)connection; mounted once, by the app. */
export function useSettingsFeed(): void {
  const client = useClient();
  const { epoch } = useConnection();
  useEffect(() => {
    const leaving = new AbortController();
    void client.request('settings.read', {}, leaving.signal).then((read) => {
      if (read.ok) useSettingsStore.setState({ settings: read.value });
    });
    return () => leaving.abort();
  }, [client, epoch]);
}
