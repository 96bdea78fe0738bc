import { Divider, NumberInput, Select, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '#shared/domain/recipe';
import { labelName } from '../ui/labels';
import { useDraft } from './draft-context';
import { FieldHead } from './field-head';
import { LabelRuleCard } from './label-rule-card';
import { scoresByRule } from './preview-verdicts';
import type { PreviewFrame } from './use-preview';

/** From which score on a prediction counts, label by label. */
export function RulesTab({ frames }: { readonly frames: readonly PreviewFrame[] }) {
  const { t } = useTranslation();
  const { draft, manifest, edit, message } = useDraft();
  const scores = scoresByRule(frames, draft.labels);
  const named = Object.keys(draft.labels).filter((label) => label !== '*');
  const seen = frames.flatMap(({ predictions }) => predictions.map(({ label }) => label));
  const unnamed = [...new Set([...(manifest?.labels ?? []), ...seen])].filter(
    (label) => !named.includes(label),
  );

  function addRule(label: string | null): void {
    if (label === null) return;
    // A new rule begins as the one that held for the label so far: nothing changes until it is moved.
    edit((recipe) => ({
      ...recipe,
      labels: { ...recipe.labels, [label]: structuredClone(starRule(recipe)) },
    }));
  }

  return (
    <Stack gap="md">
      <FieldHead title={t('recipes.rules.title')} text={t('recipes.rules.text')} />
      {named.map((label) => (
        <LabelRuleCard
          key={label}
          label={label}
          title={labelName(label, t)}
          scores={scores.get(label) ?? []}
        />
      ))}
      <LabelRuleCard
        label="*"
        title={t(named.length > 0 ? 'recipes.rules.others' : 'recipes.rules.all')}
        scores={scores.get('*') ?? []}
      />
      {unnamed.length > 0 && (
        <Select
          key={named.length}
          leftSection={<IconPlus size="1.1rem" />}
          placeholder={t('recipes.rules.add')}
          aria-label={t('recipes.rules.add')}
          data={unnamed.map((label) => ({ value: label, label: labelName(label, t) }))}
          value={null}
          onChange={addRule}
        />
      )}
      <Divider />
      <NumberInput
        label={t('recipes.rules.maxFindings')}
        description={t('recipes.rules.maxFindingsText')}
        placeholder={t('recipes.rules.noLimit')}
        value={draft.maxFindings ?? ''}
        min={0}
        allowDecimal={false}
        allowNegative={false}
        error={message('maxFindings')}
        onChange={(count) =>
          edit(
            (recipe) => ({ ...recipe, maxFindings: typeof count === 'number' ? count : null }),
            'maxFindings',
          )
        }
      />
    </Stack>
  );
}

function starRule({ id, labels }: Recipe): Recipe['labels'][string] {
  const rule = labels['*'];
  if (!rule) throw new Error(`recipe ${id} has no rule for *`);
  return rule;
}
