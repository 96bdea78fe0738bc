import { useEffect, useRef, useState } from 'react';
import type { Part } from '#shared/domain/inspection';
import { useClient, useConnection } from '../client/client-context';
import { useSettings } from '../client/settings-store';
import { isOpen, useStation } from '../client/station-store';
import { useEach } from '../client/use-stream';
import { createArrivals } from './arrivals';
import { sourceIsLost } from './band-state';
import { createSounds } from './sounds';
import { createSpeaker } from './speaker';
import { stripLength, takeOutage, takeParts, useInspect } from './store';

const play = createSounds(() => performance.now(), createSpeaker());

/** Follows the line on every screen: parts into the store, verdicts into the loudspeaker. Mounted once, by the app. */
export function useInspectionFeed(): void {
  const client = useClient();
  const { epoch, state } = useConnection();
  const loud = useSettings()?.sound ?? true;
  const sound = (verdict: Part['verdict']) => {
    if (loud) play(verdict);
  };

  const [arrivals] = useState(() => createArrivals(takeParts, after));
  useEffect(
    () =>
      useInspect.subscribe(({ live }, before) => {
        if (live && live !== before.live) arrivals.shown(live.part.id);
      }),
    [arrivals],
  );
  const { ended } = useEach(
    'inspection.parts',
    {},
    (part) => {
      sound(part.verdict);
      arrivals.arrive(part, useInspect.getState().watched);
    },
    { retryMs: 500 },
  );

  // The stream tells what comes; what came before it, or while it was away, is in the records.
  useEffect(() => {
    if (ended) return;
    const leaving = new AbortController();
    void client
      .request('records.find', { filter: {}, limit: stripLength }, leaving.signal)
      .then((found) => found.ok && takeParts(found.value));
    return () => leaving.abort();
  }, [client, epoch, ended]);

  const sourceLost = useStation((station) => station !== null && sourceIsLost(station));
  const trouble = state === 'lost' || sourceLost;
  const heard = useRef(sound);
  useEffect(() => {
    heard.current = sound;
  });
  const runs = useStation(isOpen);
  useEffect(() => {
    if (!trouble) return;
    heard.current('not-inspected');
    takeOutage();
  }, [trouble]);
  useEffect(() => {
    if (!runs) useInspect.setState({ awaiting: null });
  }, [runs]);
}

function after(callback: () => void, delayMs: number): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}
