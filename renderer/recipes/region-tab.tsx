import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../ui/formats';
import { IconAction } from '../ui/icon-action';
import { useDraft } from './draft-context';
import { FieldHead } from './field-head';

export type RegionTool = 'include' | 'exclude';
const tools: readonly RegionTool[] = ['include', 'exclude'];

/** Where findings count; the polygons themselves are drawn on the picture beside it. */
export function RegionTab({
  tool,
  onTool,
}: {
  readonly tool: RegionTool;
  readonly onTool: (tool: RegionTool) => void;
}) {
  const { t, i18n } = useTranslation();
  const { draft, edit } = useDraft();
  const { roi } = draft;
  const count = roi.include.length + roi.exclude.length;

  const remove = (from: RegionTool, index: number) =>
    edit((recipe) => ({
      ...recipe,
      roi: { ...recipe.roi, [from]: recipe.roi[from].filter((_, at) => at !== index) },
    }));

  return (
    <Stack gap="md">
      <FieldHead title={t('recipes.region.title')} text={t('recipes.region.text')} />
      <SegmentedControl
        fullWidth
        value={tool}
        onChange={(next) => onTool(next === 'exclude' ? 'exclude' : 'include')}
        data={tools.map((value) => ({ value, label: t(`recipes.region.${value}`) }))}
        aria-label={t('recipes.region.title')}
      />
      <Text size="sm" c="var(--quiet-ink)">
        {t('recipes.region.how')}
      </Text>
      <div>
        {roi.include.length === 0 && <Text size="sm">{t('recipes.region.whole')}</Text>}
        {tools.flatMap((from) =>
          roi[from].map((polygon, index) => (
            <Group key={`${from}.${index}`} justify="space-between">
              <Text size="sm">
                {t(`recipes.region.${from}Item`, { corners: formatCount(polygon.length, i18n.language) })}
              </Text>
              <IconAction
                icon={IconTrash}
                label={t('recipes.region.remove')}
                onClick={() => remove(from, index)}
              />
            </Group>
          )),
        )}
      </div>
      {count > 1 && (
        <Button
          variant="default"
          onClick={() => edit((recipe) => ({ ...recipe, roi: { include: [], exclude: [] } }))}
        >
          {t('recipes.region.removeAll')}
        </Button>
      )}
    </Stack>
  );
}
