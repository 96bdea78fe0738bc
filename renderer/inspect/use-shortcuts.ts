import type { RefObject } from 'react';
import type { ImageStageHandle } from '../canvas/image-stage';
import { isOpen, stationNow } from '../client/station-store';
import { freeze, freezeNeighbour, toggleFreeze, toggleLook } from './store';
import { useDispose } from './use-dispose';
import { useKeys } from '../ui/use-keys';
import { useLine } from './use-line';

/** The keys of the Inspect screen; each stands on its button too. */
export function useShortcuts(stage: RefObject<ImageStageHandle | null>): void {
  const line = useLine();
  const { confirm, overrule } = useDispose();

  useKeys(
    {
      '+': () => stage.current?.zoomIn(),
      '=': () => stage.current?.zoomIn(),
      '-': () => stage.current?.zoomOut(),
      0: () => stage.current?.fit(),
      s: () => (isOpen(stationNow()) ? line.stop() : line.start('run')),
      ' ': () => (isOpen(stationNow()) ? line.step() : line.start('step')),
      c: confirm,
      o: overrule,
      f: toggleFreeze,
      g: () => toggleLook('blink'),
      b: () => toggleLook('blink'),
      d: () => toggleLook('difference'),
      arrowleft: () => freezeNeighbour(-1),
      arrowright: () => freezeNeighbour(1),
      escape: () => freeze(null),
    },
    // While somebody says why a part is overruled, the next one may be scanned.
    { onScan: (serial) => line.identify({ serial }), scansBehindDialog: true },
  );
}
