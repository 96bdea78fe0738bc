import { Badge, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { splits } from '#shared/domain/dataset';
import type { DatasetLook } from '#shared/domain/known-dataset';
import { formatCount } from '../ui/formats';
import { labelName } from '../ui/labels';
import classes from './dataset.module.css';

/** How many pictures there are to learn from, to choose the best epoch with, and to test with. */
export function SplitBar({ counts }: { readonly counts: DatasetLook['split']['counts'] }) {
  const { t, i18n } = useTranslation();
  const total = Math.max(
    1,
    splits.reduce((sum, split) => sum + counts[split], 0),
  );
  return (
    <div>
      <Progress.Root size="0.5rem" aria-hidden="true">
        {splits.map((split) => (
          <Progress.Section
            key={split}
            value={(100 * counts[split]) / total}
            color={splitColors[split]}
            withAria={false}
          />
        ))}
      </Progress.Root>
      <div className={classes.legend}>
        {splits.map((split) => (
          <span key={split}>
            <i style={{ background: `var(--mantine-color-${splitColors[split].replace('.', '-')})` }} />
            {t(`train.split.${split}`, { pictures: formatCount(counts[split], i18n.language) })}
          </span>
        ))}
      </div>
    </div>
  );
}

const splitColors = { train: 'cobalt.6', validation: 'cobalt.3', test: 'gray.4' } as const;

interface LabelsProps {
  readonly look: DatasetLook;
  readonly most: number;
}

/** The first labels with their counts; the good pictures first. */
export function LabelCounts({ look: { good, labels }, most }: LabelsProps) {
  const { t, i18n } = useTranslation();
  const shown = labels.slice(0, most);
  return (
    <div className={classes.labels}>
      {good > 0 && (
        <Badge variant="light" color="teal" tt="none" fw={500}>
          {t('train.good')} <b>{formatCount(good, i18n.language)}</b>
        </Badge>
      )}
      {shown.map(({ label, pictures }) => (
        <Badge key={label} variant="light" color="gray" tt="none" fw={500} c="inherit">
          {labelName(label, t)} <b>{formatCount(pictures, i18n.language)}</b>
        </Badge>
      ))}
      {labels.length > shown.length && (
        <span className={classes.quiet}>
          {t('train.dataset.moreLabels', { count: labels.length - shown.length })}
        </span>
      )}
    </div>
  );
}
