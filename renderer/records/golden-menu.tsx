import { Menu, ActionIcon, Tooltip } from '@mantine/core';
import { IconDots, IconPhotoStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Part } from '#shared/domain/inspection';
import type { Recipe } from '#shared/domain/recipe';
import { useClient } from '../client/client-context';
import { useRequest } from '../client/use-request';
import { noticeDone, noticeFailed } from '../ui/notices';

/** Makes the image of a part the golden image of a recipe. */
export function GoldenMenu({ part }: { readonly part: Part }) {
  const { t } = useTranslation();
  const client = useClient();
  const recipes = useRequest('recipes.list', {});
  const models = useRequest('models.list', {}).value ?? [];
  const comparing = (recipes.value ?? []).filter((recipe) =>
    models.some(
      ({ name, version, golden }) => golden && name === recipe.model.name && version === recipe.model.version,
    ),
  );

  async function makeGolden(recipe: Recipe): Promise<void> {
    const kept = await client.request('recipes.keepGolden', { from: 'part', partId: part.id });
    if (!kept.ok) return noticeFailed(kept.error);
    const written = await client.request('recipes.write', {
      ...recipe,
      golden: { kind: 'image', sha256: kept.value.sha256 },
    });
    if (!written.ok) return noticeFailed(written.error);
    recipes.reload();
    noticeDone(t('records.goldenMade', { recipe: recipe.name }));
  }

  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <Tooltip label={t('records.moreActions')}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('records.moreActions')}>
            <IconDots size="1.25rem" stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('records.makeGolden')}</Menu.Label>
        {comparing.map((recipe) => (
          <Menu.Item
            key={recipe.id}
            leftSection={<IconPhotoStar size="1.1rem" stroke={1.5} />}
            disabled={part.imageSha256 === null}
            onClick={() => void makeGolden(recipe)}
          >
            {recipe.name}
          </Menu.Item>
        ))}
        {comparing.length === 0 && <Menu.Item disabled>{t('records.noGoldenRecipe')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
