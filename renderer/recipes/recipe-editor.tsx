import { Alert, Badge, ScrollArea, Tabs } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelManifest } from '#shared/domain/model';
import { recipe as recipeSchema, type Recipe } from '#shared/domain/recipe';
import { isOpen, useStation } from '../client/station-store';
import { useNavigate } from '../ui/route';
import { noticeDone } from '../ui/notices';
import { Page } from '../ui/page';
import { useKeys } from '../ui/use-keys';
import { DraftContext, type DraftDesk } from './draft-context';
import { issuesOf, tabOf } from './draft-issues';
import { draftSaved, editDraft, isChanged, isNewKey, redoDraft, undoDraft, type Draft } from './drafts-store';
import { EditorActions } from './editor-actions';
import { LineTab } from './line-tab';
import { PreviewPane } from './preview-pane';
import { useRecipeActions } from './recipe-actions';
import classes from './recipe-editor.module.css';
import { RegionTab, type RegionTool } from './region-tab';
import { RulesTab } from './rules-tab';
import { SetupTab } from './setup-tab';
import { usePreview } from './use-preview';

const tabs = ['setup', 'rules', 'region', 'line'] as const;
export type EditorTab = (typeof tabs)[number];

interface Props {
  readonly draftKey: string;
  readonly draft: Draft;
  readonly recipes: readonly Recipe[];
  readonly models: readonly ModelManifest[];
}

/** One recipe: its fields on the left, what they do to real frames on the right. */
export function RecipeEditor({ draftKey, draft: { saved, history }, recipes, models }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const actions = useRecipeActions();
  const draft = history.present;
  const isNew = isNewKey(draftKey);
  const [tab, setTab] = useState<EditorTab>(isNew ? 'setup' : 'rules');
  const [region, setRegion] = useState<RegionTool>('include');
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const runs = useStation((station) => isOpen(station) && station?.recipeId === draft.id);
  const preview = usePreview(draft);

  const takenIds = new Set(isNew ? recipes.map(({ id }) => id) : []);
  const issues = issuesOf(draft, takenIds);
  const changed = isChanged({ saved, history });
  const manifest = models.find(
    ({ name, version }) => name === draft.model.name && version === draft.model.version,
  );
  const desk: DraftDesk = {
    draft,
    isNew,
    takenIds,
    models,
    manifest,
    edit: (change, gesture) => editDraft(draftKey, change, gesture ?? null),
    message(field) {
      const issue = issues.get(field);
      // A new recipe is not blamed for what nobody has come to yet.
      return issue && (tried || !isNew || issue === 'idTaken' || issue === 'idForm')
        ? t(`recipes.issue.${issue}`)
        : null;
    },
  };

  async function save(): Promise<void> {
    setTried(true);
    const wrong = [...issues.keys()][0];
    if (wrong !== undefined) return setTab(tabOf(wrong));
    if (saving || !changed) return;
    setSaving(true);
    const written = await actions.write(recipeSchema.parse(withRoundedRegion(draft)));
    setSaving(false);
    if (!written) return;
    draftSaved(draftKey, written);
    noticeDone(t('recipes.saved', { name: written.name }));
    if (isNew) navigate('recipes', written.id);
  }

  useKeys({
    'ctrl+s': () => void save(),
    'ctrl+z': () => undoDraft(draftKey),
    'ctrl+shift+z': () => redoDraft(draftKey),
    'ctrl+y': () => redoDraft(draftKey),
    // On the region page Escape belongs to the polygon that is being drawn.
    escape: () => tab !== 'region' && navigate('recipes'),
  });

  return (
    <DraftContext value={desk}>
      <Page
        title={draft.name || t('recipes.unnamed')}
        mark={
          changed && (
            <Badge color="yellow" variant="light" c="var(--verdict-review-text)" tt="none">
              {t('recipes.unsaved')}
            </Badge>
          )
        }
        actions={
          <EditorActions
            draftKey={draftKey}
            recipes={recipes}
            history={history}
            changed={changed}
            saving={saving}
            onSave={() => void save()}
          />
        }
        back={t('recipes.back')}
        onBack={() => navigate('recipes')}
      >
        <div className={classes.halves}>
          <Tabs
            className={classes.form}
            value={tab}
            onChange={(next) => setTab(tabs.find((known) => known === next) ?? 'setup')}
            keepMounted={false}
          >
            <Tabs.List grow className={classes.tabs}>
              {tabs.map((name) => (
                <Tabs.Tab key={name} value={name} rightSection={<TabMark wrong={wrongOn(name)} />}>
                  {t(`recipes.tab.${name}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <ScrollArea className={classes.panel} scrollbarSize={8}>
              {runs && (
                <Alert color="blue" mb="md">
                  {t('recipes.runsText')}
                </Alert>
              )}
              <Tabs.Panel value="setup">
                <SetupTab />
              </Tabs.Panel>
              <Tabs.Panel value="rules">
                <RulesTab frames={preview.frames} />
              </Tabs.Panel>
              <Tabs.Panel value="region">
                <RegionTab tool={region} onTool={setRegion} />
              </Tabs.Panel>
              <Tabs.Panel value="line">
                <LineTab />
              </Tabs.Panel>
            </ScrollArea>
          </Tabs>
          <PreviewPane preview={preview} regionTool={tab === 'region' ? region : null} />
        </div>
      </Page>
    </DraftContext>
  );

  function wrongOn(name: EditorTab): boolean {
    return [...issues.keys()].some((field) => tabOf(field) === name && desk.message(field) !== null);
  }
}

function TabMark({ wrong }: { readonly wrong: boolean }) {
  const { t } = useTranslation();
  if (!wrong) return null;
  return (
    <IconAlertCircle size="1rem" color="var(--verdict-reject-text)" aria-label={t('recipes.incomplete')} />
  );
}

/** Hundredths of a pixel are more than a hand can draw, and keep the file readable. */
function withRoundedRegion(recipe: Recipe): Recipe {
  const round = (polygons: Recipe['roi']['include']) =>
    polygons.map((polygon) =>
      polygon.map(([x, y]): [number, number] => [Math.round(x * 100) / 100, Math.round(y * 100) / 100]),
    );
  return { ...recipe, roi: { include: round(recipe.roi.include), exclude: round(recipe.roi.exclude) } };
}
