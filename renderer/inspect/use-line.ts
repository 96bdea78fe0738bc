import { useCallback } from 'react';
import type { Result } from '#shared/contract/errors';
import { useClient } from '../client/client-context';
import { useStation } from '../client/station-store';
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
  const station = useStation();
  const open = station !== null && station.state !== 'idle';
  const stepping = station?.state === 'stepping';
  const known = station ? { serial: station.serial, lot: station.lot } : null;

  const start = (mode: 'run' | 'step') => {
    const { recipeId, identity } = useInspect.getState();
    if (open || recipeId === null) return;
    freeze(null);
    useInspect.setState({ live: null });
    void client.request('inspection.start', { recipeId, mode, ...identity }).then((started) => {
      if (started.ok) useInspect.setState({ identity: { ...identity, serial: '' } });
      tell(started);
    });
  };
  const step = () => {
    if (!stepping) return;
    freeze(null);
    useInspect.setState({ awaiting: 'part' });
    void client.request('inspection.step', {}).then((stepped) => {
      if (!stepped.ok) useInspect.setState({ awaiting: null });
      tell(stepped);
    });
  };
  const stop = useCallback(() => {
    void client.request('inspection.stop', {}).then(tell);
  }, [client]);
  const identify = (change: Partial<Identity>) => {
    if (!open || !known) {
      useInspect.setState(({ identity }) => ({ identity: { ...identity, ...change } }));
      return;
    }
    // On the bench a new serial means a new part: the verdict of the last one is over.
    if (stepping && change.serial) useInspect.setState({ awaiting: 'step' });
    void client.request('inspection.identify', { ...known, ...change }).then(tell);
  };
  return { start, step, stop, identify };
}

function tell(result: Result<unknown>): void {
  if (!result.ok) noticeFailed(result.error);
}
