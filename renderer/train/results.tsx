import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TaskName } from '#shared/domain/model';
import type { TrainingRun } from '#shared/domain/training';
import { formatShare } from '../ui/formats';
import { resultsOf, weakestOf, type FigureName, type MeasuredOn } from './figures';
import { Panel } from './panel';
import { LabelTable, OverallTable } from './result-tables';
import classes from './results.module.css';
import { figureName, labelOrGood } from './words';

/** Figures that make a sentence for somebody who has never heard their names. */
const plain = {
  golden: [],
  classify: [['accuracy', 'train.plain.classified']],
  detect: [
    ['recall', 'train.plain.found'],
    ['precision', 'train.plain.real'],
  ],
  segment: [
    ['recall', 'train.plain.covered'],
    ['precision', 'train.plain.marked'],
  ],
  anomaly: [
    ['recall', 'train.plain.noticed'],
    ['passed', 'train.plain.passed'],
  ],
} as const satisfies Record<TaskName, readonly (readonly [FigureName, string])[]>;

/** A label that is found nearly always is no weak one. */
const strong = 0.995;

/** How good the finished model is, in words first; then each figure, and each label. */
export function Results({ run }: { readonly run: TrainingRun }) {
  const { t } = useTranslation();
  if (!run.manifest) return null;
  const results = resultsOf(run.manifest.metrics);
  const tested = [...results.overall.values()].some((splits) => splits['test'] !== undefined);
  const split: MeasuredOn = tested ? 'test' : 'validation';
  const valueOf = (name: string) => results.overall.get(name)?.[split] ?? null;
  const told = plain[run.task].filter(([name]) => valueOf(name) !== null);
  const first = [...results.overall.keys()][0];
  const weakest = weakestOf(results, split);
  return (
    <Panel title={t('train.results')}>
      <Text size="sm" c="var(--quiet-ink)" mb="sm">
        {t(tested ? 'train.tested' : 'train.untested')}
      </Text>
      <div className={classes.tiles}>
        {told.map(([name, sentence]) => (
          <Tile key={name} value={valueOf(name)} words={t(sentence)} />
        ))}
        {told.length === 0 && first !== undefined && (
          <Tile value={valueOf(first)} words={figureName(first, t)} />
        )}
        {weakest && weakest.value < strong && (
          <Tile
            value={weakest.value}
            words={t('train.plain.weakest', {
              label: labelOrGood(weakest.label, t),
              figure: figureName(weakest.name, t),
            })}
          />
        )}
      </div>
      <div className={classes.tables}>
        <OverallTable results={results} />
        <LabelTable results={results} />
      </div>
    </Panel>
  );
}

function Tile({ value, words }: { readonly value: number | null; readonly words: string }) {
  const { i18n } = useTranslation();
  return (
    <div className={classes.tile}>
      <b>{formatShare(value, i18n.language)}</b>
      <span>{words}</span>
    </div>
  );
}
