import { createContext, useContext } from 'react';
import type { ImageSize, View } from './coordinates';

/** What layers inside an ImageStage need to know; they draw in image pixels. */
export interface StageView {
  readonly view: View;
  readonly image: ImageSize;
  /** Image pixels for so many CSS pixels on the screen: for handles and hit distances. */
  imageLength(screenPx: number): number;
}

export const StageViewContext = createContext<StageView | null>(null);

export function useStageView(): StageView {
  const stage = useContext(StageViewContext);
  if (!stage) throw new Error('useStageView needs an ImageStage above it');
  return stage;
}
