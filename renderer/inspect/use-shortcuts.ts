import type { RefObject } from 'react';
import type { ImageStageHandle } from '../canvas/image-stage';
import { useStation } from '../client/station-store';
import { freeze, freezeNeighbour, toggleFreeze, toggleLook, useInspect } from './store';
import { useDispose } from './use-dispose';
import { useKeys } from '../ui/use-keys';
import { useLine } from './use-line';

/** The keys of the Inspect screen; each stands on its button too. */
export function useShortcuts(stage: RefObject<ImageStageHandle | null>): void {
  const station = useStation();
  const line = useLine();
  const { confirm, overrule } = useDispose();
  const open = station !== null && station.state !== 'idle';

  useKeys({
    onScan: (serial) => line.identify({ serial }),
    onKey(key) {
      if (useInspect.getState().overruling) return; // its dialog has keys of its own
      switch (key) {
        case '+':
        case '=':
          return stage.current?.zoomIn();
        case '-':
          return stage.current?.zoomOut();
        case '0':
          return stage.current?.fit();
        case 's':
          return open ? line.stop() : line.start('run');
        case ' ':
          return open ? line.step() : line.start('step');
        case 'c':
          return confirm();
        case 'o':
          return overrule();
        case 'f':
          return toggleFreeze();
        case 'g':
        case 'b':
          return toggleLook('blink');
        case 'd':
          return toggleLook('difference');
        case 'ArrowLeft':
          return freezeNeighbour(-1);
        case 'ArrowRight':
          return freezeNeighbour(1);
        case 'Escape':
          return freeze(null);
      }
    },
  });
}
