import { useTranslation } from 'react-i18next';
import { formatModelRef } from '#shared/domain/model';
import type { TrainingRequest, TrainingRun } from '#shared/domain/training';
import { useClient } from '../client/client-context';
import { noticeDone, noticeFailed } from '../ui/notices';

type Asked = 'training.pause' | 'training.resume' | 'training.cancel' | 'training.remove';
type Named = Pick<TrainingRun, 'id' | 'name'>;

/** What can be done with runs. Each gives whether it was done; a failure has been shown. */
export function useRunActions() {
  const { t } = useTranslation();
  const client = useClient();

  async function ask(name: Asked, { id }: Named): Promise<boolean> {
    const answer = await client.request(name, { id });
    if (!answer.ok) noticeFailed(answer.error);
    return answer.ok;
  }

  return {
    /** Gives the id of the new run, null where it could not be begun. */
    async start(request: TrainingRequest): Promise<string | null> {
      const started = await client.request('training.start', request);
      if (started.ok) return started.value.id;
      noticeFailed(started.error);
      return null;
    },
    pause: (run: Named) => ask('training.pause', run),
    resume: (run: Named) => ask('training.resume', run),
    stop: (run: Named) => ask('training.cancel', run),
    async remove(run: Named): Promise<boolean> {
      const removed = await ask('training.remove', run);
      if (removed) noticeDone(t('train.removed', { name: run.name }));
      return removed;
    },
    async register({ id }: Named): Promise<boolean> {
      const registered = await client.request('training.register', { id });
      if (!registered.ok) noticeFailed(registered.error);
      else noticeDone(t('train.registered', { model: formatModelRef(registered.value) }));
      return registered.ok;
    },
  };
}
