import { Button, Collapse, Group, NumberInput, Radio, SegmentedControl, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { qualities } from '#shared/domain/training';
import classes from './choice.module.css';
import { editDraft, useTrain } from './train-store';
import type { DraftProblem } from './training-draft';
import { formatDuration } from './words';

const usualMinutes = [2, 10, 30, 60] as const;

interface Props {
  readonly problem: DraftProblem | null;
}

/** Speed against quality, and how long it may take. */
export function EffortSection({ problem }: Props) {
  const { t, i18n } = useTranslation();
  const draft = useTrain((state) => state.draft);
  const [more, setMore] = useState(false);
  const byTime = draft.endsAfter === 'minutes';

  return (
    <>
      <Radio.Group
        name="train-quality"
        value={draft.quality}
        onChange={(value) => editDraft({ quality: qualities.find((known) => known === value) ?? 'balanced' })}
        aria-label={t('train.step.effort')}
      >
        <div className={classes.three}>
          {qualities.map((quality) => (
            <Radio.Card key={quality} className={classes.card} value={quality}>
              <span className={classes.title}>
                <Radio.Indicator />
                {t(`train.quality.${quality}`)}
              </span>
              <span className={classes.text}>{t(`train.qualityText.${quality}`)}</span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {byTime ? (
        <Group mt="md" gap="sm">
          <Text size="sm" fw={500} id="train-minutes">
            {t('train.time')}
          </Text>
          <SegmentedControl
            value={String(draft.minutes)}
            onChange={(minutes) => editDraft({ minutes: Number(minutes) })}
            data={usualMinutes.map((minutes) => ({
              value: String(minutes),
              label: formatDuration(minutes * 60, i18n.language),
            }))}
            aria-label={t('train.time')}
          />
          <NumberInput
            w="9rem"
            aria-labelledby="train-minutes"
            value={draft.minutes}
            min={0.05}
            max={10_080}
            suffix={t('train.minutesSuffix')}
            error={problem === 'duration'}
            onChange={(minutes) => typeof minutes === 'number' && editDraft({ minutes })}
          />
          <Text size="sm" c="var(--quiet-ink)" flex="1 1 16rem">
            {t('train.timeText')}
          </Text>
        </Group>
      ) : (
        <Text size="sm" mt="md">
          {t('train.byEpochs', { count: draft.epochs })}
        </Text>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        mt="sm"
        px={0}
        leftSection={more ? <IconChevronDown size="1rem" /> : <IconChevronRight size="1rem" />}
        aria-expanded={more}
        onClick={() => setMore(!more)}
      >
        {t('train.more')}
      </Button>
      <Collapse expanded={more}>
        <MoreSettings problem={problem} />
      </Collapse>
    </>
  );
}

/** What is rarely touched: epochs in place of minutes, the seed, the size at which pictures are seen. */
function MoreSettings({ problem }: Props) {
  const { t } = useTranslation();
  const { endsAfter, epochs, seed, sizePx } = useTrain((state) => state.draft);
  return (
    <div className={classes.more}>
      <div>
        <Text size="sm" fw={500}>
          {t('train.endsAfter')}
        </Text>
        <SegmentedControl
          mt="0.25rem"
          value={endsAfter}
          onChange={(value) => editDraft({ endsAfter: value === 'epochs' ? 'epochs' : 'minutes' })}
          data={[
            { value: 'minutes', label: t('train.endsAfterTime') },
            { value: 'epochs', label: t('train.endsAfterEpochs') },
          ]}
          aria-label={t('train.endsAfter')}
        />
      </div>
      <NumberInput
        label={t('train.epochCount')}
        description={t('train.epochText')}
        value={epochs}
        min={1}
        max={100_000}
        allowDecimal={false}
        disabled={endsAfter !== 'epochs'}
        error={endsAfter === 'epochs' && problem === 'duration'}
        onChange={(value) => typeof value === 'number' && editDraft({ epochs: value })}
      />
      <NumberInput
        label={t('train.seed')}
        description={t('train.seedText')}
        value={seed}
        min={0}
        max={0xffff_ffff}
        allowDecimal={false}
        allowNegative={false}
        error={problem === 'seed'}
        onChange={(value) => typeof value === 'number' && editDraft({ seed: value })}
      />
      <NumberInput
        label={t('train.size')}
        description={t('train.sizeText')}
        placeholder={t('train.sizeAuto')}
        value={sizePx ?? ''}
        min={16}
        max={4096}
        allowDecimal={false}
        suffix=" px"
        error={problem === 'size'}
        onChange={(value) => editDraft({ sizePx: typeof value === 'number' ? value : null })}
      />
    </div>
  );
}
