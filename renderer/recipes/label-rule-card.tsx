import { Group, NumberInput, Paper, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LabelRule } from '#shared/domain/recipe';
import { IconAction } from '../ui/icon-action';
import { useDraft } from './draft-context';
import { ScoreBand } from './score-band';

interface Props {
  /** `*`: every label without a rule of its own; it cannot be taken away. */
  readonly label: string;
  readonly title: string;
  /** Of the preview's predictions that fall under this rule. */
  readonly scores: readonly number[];
}

export function LabelRuleCard({ label, title, scores }: Props) {
  const { t } = useTranslation();
  const { draft, edit, message } = useDraft();
  const rule = draft.labels[label];
  if (!rule) return null;

  const set = (change: Partial<LabelRule>, gesture: string) =>
    edit(
      (recipe) => ({ ...recipe, labels: { ...recipe.labels, [label]: { ...rule, ...change } } }),
      `${label}.${gesture}`,
    );
  const remove = () =>
    edit((recipe) => {
      const { [label]: _removed, ...labels } = recipe.labels;
      return { ...recipe, labels };
    });

  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Group justify="space-between" wrap="nowrap" mih="2.25rem">
        <Text fw={600} truncate>
          {title}
        </Text>
        {label !== '*' && (
          <IconAction icon={IconTrash} label={t('recipes.rules.remove', { label: title })} onClick={remove} />
        )}
      </Group>
      <ScoreBand
        title={title}
        rule={rule}
        scores={scores}
        onChange={(reviewScore, rejectScore) => set({ reviewScore, rejectScore }, 'scores')}
      />
      <Group grow mt="sm" align="flex-start">
        <NumberInput
          label={t('recipes.rules.minArea')}
          value={rule.minAreaPx}
          min={0}
          suffix=" px²"
          allowNegative={false}
          error={message(`labels.${label}.minAreaPx`)}
          onChange={(minAreaPx) => typeof minAreaPx === 'number' && set({ minAreaPx }, 'area')}
        />
        <NumberInput
          label={t('recipes.rules.allowed')}
          value={rule.allowedCount}
          min={0}
          allowDecimal={false}
          allowNegative={false}
          error={message(`labels.${label}.allowedCount`)}
          onChange={(allowedCount) => typeof allowedCount === 'number' && set({ allowedCount }, 'allowed')}
        />
      </Group>
    </Paper>
  );
}
