import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { StationStatus } from '#shared/domain/station';
import { useEach } from './use-stream';

/** What the station does now; null until the engine has told. Stale while the connection is lost. */
const useStationStore = create<{ status: StationStatus | null }>(() => ({ status: null }));

/**
 * What the component needs of the status, compared field by field: on a fast line some figure of it changes with
 * every part, and only those who show it are drawn again.
 */
export function useStation<T>(select: (status: StationStatus | null) => T): T {
  return useStationStore(useShallow(({ status }) => select(status)));
}

/** For what is asked when a button is pressed. */
export function stationNow(): StationStatus | null {
  return useStationStore.getState().status;
}

export function isOpen(status: Pick<StationStatus, 'state'> | null): boolean {
  return status !== null && status.state !== 'idle';
}

/** Nobody reads figures faster; a fast line's every part changes them. */
const paceMs = 100;

/** Follows the station; mounted once, by the app. */
export function useStationFeed(): void {
  useEach(
    'station.status',
    {},
    async (status) => {
      useStationStore.setState((known) => ({ status: withKnownParts(status, known.status) }));
      await new Promise((resolve) => setTimeout(resolve, paceMs));
    },
    { retryMs: 1000 },
  );
}

/** What did not change stays the same object, so that it can be compared. */
function withKnownParts(status: StationStatus, known: StationStatus | null): StationStatus {
  const same = <T>(now: T, before: T | undefined): T =>
    before !== undefined && JSON.stringify(now) === JSON.stringify(before) ? before : now;
  return {
    ...status,
    tally: same(status.tally, known?.tally),
    latencyMs: same(status.latencyMs, known?.latencyMs),
    fault: same(status.fault, known?.fault),
  };
}
