import { useEffect, useRef } from 'react';
import type { Part } from '#shared/domain/inspection';
import { useClient, useConnection } from '../client/client-context';
import { useSettings } from '../client/settings-store';
import { useStation } from '../client/station-store';
import { useEach } from '../client/use-stream';
import { sourceIsLost } from './band-state';
import { createSounds } from './sounds';
import { createSpeaker } from './speaker';
import { stripLength, takeOutage, takeParts, useInspect } from './store';

/** Parts may come faster than the screen is drawn: they are taken in together. */
const batchMs = 40;

const play = createSounds(() => performance.now(), createSpeaker());

/** Follows the line on every screen: parts into the store, verdicts into the loudspeaker. Mounted once, by the app. */
export function useInspectionFeed(): void {
  const client = useClient();
  const { epoch, state } = useConnection();
  const station = useStation();
  const loud = useSettings()?.sound ?? true;
  const sound = (verdict: Part['verdict']) => {
    if (loud) play(verdict);
  };

  const batch = useRef<Part[]>([]);
  const { ended } = useEach(
    'inspection.parts',
    {},
    (part) => {
      sound(part.verdict);
      if (batch.current.push(part) > 1) return;
      setTimeout(() => {
        takeParts(batch.current);
        batch.current = [];
      }, batchMs);
    },
    { credit: 64, retryMs: 500 },
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

  const trouble = state === 'lost' || (station !== null && sourceIsLost(station));
  const heard = useRef(sound);
  useEffect(() => {
    heard.current = sound;
  });
  const runs = station !== null && station.state !== 'idle';
  useEffect(() => {
    if (!trouble) return;
    heard.current('not-inspected');
    takeOutage();
  }, [trouble]);
  useEffect(() => {
    if (!runs) useInspect.setState({ awaiting: null });
  }, [runs]);
}
