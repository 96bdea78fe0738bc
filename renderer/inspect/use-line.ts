import { useMemo } from 'react';
import type { Result } from '#shared/contract/errors';
import { useClient } from '../client/client-context';
import type { Client } from '../client/client';
import { isOpen, stationNow } from '../client/station-store';
import { noticeFailed } from '../ui/notices';
import { freeze, useInspect, type Identity } from './store';

export interface Line {
  readonly start: (mode: 'run' | 'step') => void;
  readonly step: () => void;
  readonly stop: () => void;
  /** Serial of the next part, lot from now on. */
  readonly identify: (identity: Partial<Identity>) => void;
}

/** What the inspector does with the line. What fails is told in a notice. */
export function useLine(): Line {
  const client = useClient();
  return useMemo(() => lineOf(client), [client]);
}

function lineOf(client: Client): Line {
  return {
    start(mode) {
      const { recipeId, identity } = useInspect.getState();
      if (isOpen(stationNow()) || recipeId === null) return;
      freeze(null);
      useInspect.setState({ live: null });
      void client.request('inspection.start', { recipeId, mode, ...identity }).then((started) => {
        if (started.ok) useInspect.setState({ identity: { ...identity, serial: '' } });
        tell(started);
      });
    },
    step() {
      if (stationNow()?.state !== 'stepping') return;
      freeze(null);
      useInspect.setState({ awaiting: 'part' });
      void client.request('inspection.step', {}).then((stepped) => {
        if (!stepped.ok) useInspect.setState({ awaiting: null });
        tell(stepped);
      });
    },
    stop: () => void client.request('inspection.stop', {}).then(tell),
    identify(change) {
      const station = stationNow();
      if (!station || !isOpen(station)) {
        useInspect.setState(({ identity }) => ({ identity: { ...identity, ...change } }));
        return;
      }
      // On the bench a new serial means a new part: the verdict of the last one is over.
      if (station.state === 'stepping' && change.serial) useInspect.setState({ awaiting: 'step' });
      const { serial, lot } = station;
      void client.request('inspection.identify', { serial, lot, ...change }).then(tell);
    },
  };
}

function tell(result: Result<unknown>): void {
  if (!result.ok) noticeFailed(result.error);
}
