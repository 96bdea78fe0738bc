import { useTranslation } from 'react-i18next';
import { Panel } from './panel';
import { Sentences } from './sentences';

/** What one should know of a run: pictures that were left out, a disk that was full. */
export function RunNotes({ notes }: { readonly notes: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('train.notes', { count: notes.length })}>
      <Sentences label={t('train.noteList')} sentences={notes} />
    </Panel>
  );
}
