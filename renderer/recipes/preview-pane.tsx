import { Alert, Button, Group, Loader, Stack, Switch, Text } from '@mantine/core';
import { IconPhotoSearch, IconRefresh } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { verdicts } from '#shared/domain/inspection';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { formatCount } from '../ui/formats';
import { VerdictShape } from '../ui/verdict-shape';
import { useDraft } from './draft-context';
import { Filmstrip } from './filmstrip';
import classes from './preview-pane.module.css';
import { PreviewStage } from './preview-stage';
import { decideAll, tallyOf } from './preview-verdicts';
import type { RegionTool } from './region-tab';
import type { Preview } from './use-preview';

interface Props {
  readonly preview: Preview;
  /** Which kind of polygon is being drawn; null: none. */
  readonly regionTool: RegionTool | null;
}

/** What the draft would do to real frames: every frame's verdict, and one frame large. Follows each change at once. */
export function PreviewPane({ preview, regionTool }: Props) {
  const { t, i18n } = useTranslation();
  const { draft } = useDraft();
  const { frames, loading, error, incomplete } = preview;
  const [chosen, setChosen] = useState(0);
  const [showIgnored, setShowIgnored] = useState(true);
  const decisions = useMemo(() => decideAll(frames, draft), [frames, draft]);
  const tally = tallyOf(decisions);
  const at = Math.min(chosen, frames.length - 1);
  const frame = frames[at];
  const decision = decisions[at];

  return (
    <section className={classes.pane} aria-label={t('recipes.preview.title')}>
      <div className={classes.bar}>
        <Text fw={600}>{t('recipes.preview.title')}</Text>
        <Group gap="md" role="status">
          {verdicts
            .filter((verdict) => frames.length > 0 && (verdict !== 'not-inspected' || tally[verdict] > 0))
            .map((verdict) => (
              <span key={verdict} className={classes.count} data-verdict={verdict}>
                <VerdictShape verdict={verdict} size="1.1rem" />
                <b>{formatCount(tally[verdict], i18n.language)}</b>
                {t(`verdict.${verdict}`)}
              </span>
            ))}
        </Group>
        <Group gap="md" ml="auto">
          {loading && <Loader size="xs" aria-label={t('recipes.preview.loading')} />}
          <Switch
            label={t('recipes.preview.showIgnored')}
            checked={showIgnored}
            onChange={(event) => setShowIgnored(event.currentTarget.checked)}
          />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRefresh size="1rem" />}
            disabled={incomplete || loading}
            onClick={preview.again}
          >
            {t('recipes.preview.again')}
          </Button>
        </Group>
      </div>
      {error && frames.length > 0 && (
        <div className={classes.error}>
          <ErrorNotice error={error} onRetry={preview.again} />
        </div>
      )}
      {frame && decision ? (
        <>
          <PreviewStage frame={frame} decision={decision} regionTool={regionTool} showIgnored={showIgnored} />
          <Filmstrip frames={frames} decisions={decisions} chosen={at} stale={loading} onChoose={setChosen} />
        </>
      ) : (
        <div className={classes.nothing}>
          {error ? (
            <ErrorNotice error={error} onRetry={preview.again} />
          ) : incomplete ? (
            <EmptyState
              icon={IconPhotoSearch}
              title={t('recipes.preview.incomplete')}
              text={t('recipes.preview.incompleteText')}
            />
          ) : loading ? (
            <Stack align="center">
              <Loader aria-hidden="true" />
              <Text c="var(--quiet-ink)" role="status">
                {t('recipes.preview.waiting')}
              </Text>
            </Stack>
          ) : (
            <Alert color="gray">{t('recipes.preview.none')}</Alert>
          )}
        </div>
      )}
    </section>
  );
}
