import { useRef, type RefObject } from 'react';
import type { ImageStageHandle } from '../canvas/image-stage';
import classes from './inspect-screen.module.css';
import { Overrule } from './overrule';
import { PartStrip } from './part-strip';
import { SidePanel } from './side-panel';
import { StagePane } from './stage-pane';
import { TopBar } from './top-bar';
import { useShortcuts } from './use-shortcuts';
import { VerdictBand } from './verdict-band';

/** Glance, decide, next part. Each part of the screen follows what it shows by itself: a fast line redraws little. */
export function InspectScreen() {
  const stage = useRef<ImageStageHandle>(null);
  return (
    <div className={classes.screen}>
      <TopBar />
      <VerdictBand />
      <div className={classes.middle}>
        <StagePane stage={stage} />
        <PartStrip />
      </div>
      <SidePanel />
      <Overrule />
      <Shortcuts stage={stage} />
    </div>
  );
}

function Shortcuts({ stage }: { readonly stage: RefObject<ImageStageHandle | null> }) {
  useShortcuts(stage);
  return null;
}
