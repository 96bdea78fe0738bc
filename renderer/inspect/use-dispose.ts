import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Disposition, Part } from '#shared/domain/inspection';
import { useClient } from '../client/client-context';
import { confirmedVerdict } from '../ui/disposition';
import { noticeDone, noticeFailed } from '../ui/notices';
import { freeze, partInHand, takeParts, useInspect } from './store';

/** A part that has been on the screen for less may not be the one that the inspector meant. */
const settledMs = 300;

interface Dispose {
  readonly confirm: () => void;
  /** Opens the reasons; the part is held still meanwhile. */
  readonly overrule: () => void;
  readonly decide: (part: Part, verdict: Disposition['verdict'], reason: string) => void;
}

/** The inspector's word about the part in hand. */
export function useDispose(): Dispose {
  const { t } = useTranslation();
  const client = useClient();
  const partId = useInspect((state) => partInHand(state)?.id ?? null);
  const shownAtMs = useRef(0);
  useEffect(() => {
    shownAtMs.current = performance.now();
  }, [partId]);

  const decide: Dispose['decide'] = (part, verdict, reason) => {
    void client.request('records.dispose', { partId: part.id, verdict, reason }).then((disposed) => {
      if (!disposed.ok) return noticeFailed(disposed.error);
      takeParts([disposed.value]);
      noticeDone(t('inspect.decided', { number: part.id, verdict: t(`verdict.${verdict}`) }));
    });
  };
  return {
    decide,
    confirm() {
      const state = useInspect.getState();
      const part = partInHand(state);
      if (!part || state.overruling) return;
      if (!state.frozen && performance.now() - shownAtMs.current < settledMs) {
        // The part changed under the inspector's finger: hold it, let them look.
        freeze(part);
        noticeDone(t('inspect.justChanged', { number: part.id }));
        return;
      }
      decide(part, confirmedVerdict(part), '');
    },
    overrule() {
      const state = useInspect.getState();
      const part = partInHand(state);
      if (!part || state.overruling) return;
      if (!state.frozen) freeze(part);
      useInspect.setState({ overruling: part });
    },
  };
}
