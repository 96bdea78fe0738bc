import { Group, NumberInput, RangeSlider, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LabelRule } from '#shared/domain/recipe';
import classes from './score-band.module.css';

interface Props {
  readonly title: string;
  readonly rule: Pick<LabelRule, 'reviewScore' | 'rejectScore'>;
  /** Scores of the preview: marks on the track. */
  readonly scores: readonly number[];
  readonly onChange: (reviewScore: number, rejectScore: number) => void;
}

/** Below the first handle a prediction does not count, from the second on the part is bad, between them a person looks. */
export function ScoreBand({ title, rule: { reviewScore, rejectScore }, scores, onChange }: Props) {
  const { t } = useTranslation();
  const marks = [...new Set(scores.map(rounded))].map((value) => ({ value }));
  return (
    <>
      <RangeSlider
        classNames={{
          root: classes.slider,
          track: classes.track,
          bar: classes.bar,
          thumb: classes.thumb,
          mark: classes.mark,
        }}
        style={{ '--review-at': `${reviewScore * 100}%`, '--reject-at': `${rejectScore * 100}%` }}
        min={0}
        max={1}
        step={0.01}
        minRange={0}
        value={[reviewScore, rejectScore]}
        marks={marks}
        label={null}
        thumbFromLabel={t('recipes.rules.reviewFrom', { label: title })}
        thumbToLabel={t('recipes.rules.rejectFrom', { label: title })}
        onChange={([review, reject]) => onChange(rounded(review), rounded(reject))}
      />
      <Group grow gap="sm" align="flex-start">
        <Text size="xs" c="var(--quiet-ink)" pt="0.5rem">
          {t('recipes.rules.ignored')}
        </Text>
        <ScoreInput
          colour="var(--verdict-review-text)"
          name={t('recipes.rules.review')}
          label={t('recipes.rules.reviewFrom', { label: title })}
          value={reviewScore}
          onChange={(score) => onChange(score, Math.max(score, rejectScore))}
        />
        <ScoreInput
          colour="var(--verdict-reject-text)"
          name={t('recipes.rules.reject')}
          label={t('recipes.rules.rejectFrom', { label: title })}
          value={rejectScore}
          onChange={(score) => onChange(Math.min(score, reviewScore), score)}
        />
      </Group>
    </>
  );
}

interface ScoreInputProps {
  readonly colour: string;
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly onChange: (score: number) => void;
}

function ScoreInput({ colour, name, label, value, onChange }: ScoreInputProps) {
  return (
    <Group gap="0.375rem" wrap="nowrap" justify="flex-end">
      <Text size="sm" fw={600} c={colour} style={{ whiteSpace: 'nowrap' }}>
        {name}
      </Text>
      <NumberInput
        w="3.75rem"
        size="xs"
        hideControls
        aria-label={label}
        value={value}
        min={0}
        max={1}
        step={0.01}
        decimalScale={2}
        fixedDecimalScale
        clampBehavior="strict"
        onChange={(score) => typeof score === 'number' && onChange(rounded(score))}
      />
    </Group>
  );
}

const rounded = (score: number): number => Math.round(score * 100) / 100;
