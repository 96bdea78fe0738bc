import { useConnection } from '../client/client-context';
import { useStation } from '../client/station-store';
import { bandState, type BandState } from './band-state';
import { useInspect } from './store';

/** What the big band says now. */
export function useBand(): BandState {
  const { state: connection } = useConnection();
  const status = useStation(
    (station) =>
      station && {
        state: station.state,
        runId: station.runId,
        source: station.source,
        fault: station.fault,
      },
  );
  const newest = useInspect((state) => state.parts[0] ?? null);
  const frozen = useInspect((state) => state.frozen);
  const awaiting = useInspect((state) => state.awaiting);
  const outageId = useInspect((state) => state.outageId);
  return bandState({ connection, status, newest, frozen, awaiting, outageId });
}
