import { DataList } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TrainingRun } from '#shared/domain/training';
import { Panel } from './panel';
import { durationWords, formatWhen, labelWords } from './words';

/** With what it was trained, and when. */
export function RunFacts({ run }: { readonly run: TrainingRun }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const { settings, dataset, manifest, startedAt, endedAt } = run;
  const input = manifest?.input;
  const seen = input?.widthPx && input.heightPx ? `${input.widthPx} × ${input.heightPx} px` : null;
  const facts: readonly (readonly [string, string | null])[] = [
    [t('train.fact.task'), t(`recipes.model.tasks.${run.task}`)],
    [t('train.fact.dataset'), dataset.name],
    [t('train.dataset.folder'), dataset.path],
    [t('train.dataset.version'), dataset.sha256?.slice(0, 12) ?? null],
    [t('train.fact.labels'), manifest && labelWords(manifest.labels, t)],
    [
      t('train.fact.learntFrom'),
      manifest?.training ? t('train.dataset.pictureCount', { count: manifest.training.images }) : null,
    ],
    [t('train.fact.quality'), t(`train.quality.${settings.quality}`)],
    [t('train.fact.time'), durationWords(settings, t, language)],
    [t('train.fact.seen'), seen ?? (settings.sizePx === null ? null : `${settings.sizePx} px`)],
    [t('train.fact.seed'), String(settings.seed)],
    [t('train.fact.started'), startedAt && formatWhen(startedAt, language)],
    [t('train.fact.ended'), endedAt && formatWhen(endedAt, language)],
  ];
  return (
    <Panel title={t('train.facts')}>
      <DataList size="sm" gap="xs" labelWidth="6.5rem">
        {facts.map(
          ([label, value]) =>
            value && (
              <DataList.Item key={label}>
                <DataList.ItemLabel>{label}</DataList.ItemLabel>
                <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
              </DataList.Item>
            ),
        )}
      </DataList>
    </Panel>
  );
}
