import { NumberInput, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDraft } from './draft-context';

const onFaults = ['continue', 'stop'] as const;
const keeps = ['all', 'not-pass', 'none'] as const;

/** What the line does besides deciding. */
export function LineTab() {
  const { t } = useTranslation();
  const { draft, edit, message } = useDraft();
  const { silentAfterMs } = draft.source;
  return (
    <Stack gap="lg">
      <Radio.Group
        label={t('recipes.line.onFault')}
        description={t('recipes.line.onFaultText')}
        value={draft.onFault}
        onChange={(value) =>
          edit((recipe) => ({ ...recipe, onFault: value === 'stop' ? 'stop' : 'continue' }))
        }
      >
        <Stack gap="xs" mt="xs">
          {onFaults.map((value) => (
            <Radio key={value} value={value} label={t(`recipes.line.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={t('recipes.line.keepImages')}
        description={t('recipes.line.keepImagesText')}
        value={draft.keepImages}
        onChange={(value) =>
          edit((recipe) => ({ ...recipe, keepImages: keeps.find((known) => known === value) ?? 'all' }))
        }
      >
        <Stack gap="xs" mt="xs">
          {keeps.map((value) => (
            <Radio key={value} value={value} label={t(`recipes.line.keep.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <NumberInput
        label={t('recipes.line.silent')}
        description={t('recipes.line.silentText')}
        placeholder={t('recipes.line.never')}
        suffix=" s"
        value={silentAfterMs === null ? '' : silentAfterMs / 1000}
        min={0.1}
        max={86_400}
        step={1}
        decimalScale={1}
        error={message('source.silentAfterMs')}
        onChange={(seconds) =>
          edit(
            (recipe) => ({
              ...recipe,
              source: {
                ...recipe.source,
                silentAfterMs: typeof seconds === 'number' ? Math.round(seconds * 1000) : null,
              },
            }),
            'silent',
          )
        }
      />
    </Stack>
  );
}
