import { create } from 'zustand';
import type { StationStatus } from '#shared/domain/station';
import { useEach } from './use-stream';

/** What the station does now; null until the engine has told. Stale while the connection is lost. */
const useStationStore = create<{ status: StationStatus | null }>(() => ({ status: null }));

export function useStation(): StationStatus | null {
  return useStationStore((state) => state.status);
}

/** Nobody reads figures faster; a fast line's every part changes them. */
const paceMs = 100;

/** Follows the station; mounted once, by the app. */
export function useStationFeed(): void {
  useEach(
    'station.status',
    {},
    async (status) => {
      useStationStore.setState({ status });
      await new Promise((resolve) => setTimeout(resolve, paceMs));
    },
    { retryMs: 1000 },
  );
}
