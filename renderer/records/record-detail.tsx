import { Button, Group, ScrollArea, SegmentedControl, Text } from '@mantine/core';
import { IconArrowsExchange, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { finalVerdict, type Disposition, type Part } from '#shared/domain/inspection';
import { useClient } from '../client/client-context';
import { confirmedVerdict, overruledVerdict } from '../ui/disposition';
import { KeyHint } from '../ui/key-hint';
import { noticeDone, noticeFailed } from '../ui/notices';
import { OverruleDialog } from '../ui/overrule-dialog';
import { useKeys } from '../ui/use-keys';
import { VerdictBadge } from '../ui/verdict-badge';
import { GoldenMenu } from './golden-menu';
import classes from './record-detail.module.css';
import { RecordFacts } from './record-facts';
import { RecordStage } from './record-stage';
import { setView, useRecords } from './records-store';

interface Props {
  readonly part: Part;
  /** The inspector's word was recorded. */
  readonly onDecided: (part: Part) => void;
}

const views = ['image', 'golden', 'difference'] as const;

/** One recorded part: its picture with the findings, the inspector's word, and all that is known of it. */
export function RecordDetail({ part, onDecided }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const chosen = useRecords((state) => state.view);
  const [overruling, setOverruling] = useState(false);
  const compared = part.goldenSha256 !== null && part.imageSha256 !== null;
  const view = compared ? chosen : 'image';

  async function decide(verdict: Disposition['verdict'], reason: string): Promise<void> {
    setOverruling(false);
    const disposed = await client.request('records.dispose', { partId: part.id, verdict, reason });
    if (!disposed.ok) return noticeFailed(disposed.error);
    onDecided(disposed.value);
    noticeDone(t('inspect.decided', { number: part.id, verdict: t(`verdict.${verdict}`) }));
  }
  const confirm = () => void decide(confirmedVerdict(part), '');

  useKeys({
    c: confirm,
    o: () => setOverruling(true),
    g: () => compared && setView(chosen === 'golden' ? 'image' : 'golden'),
    d: () => compared && setView(chosen === 'difference' ? 'image' : 'difference'),
  });

  return (
    <section className={classes.detail} aria-label={t('records.part', { number: part.id })}>
      <header className={classes.head}>
        <VerdictBadge verdict={finalVerdict(part)} size="lg" />
        <div className={classes.name}>
          <Text fw={600} truncate>
            {part.serial || part.frameName}
          </Text>
          <Text size="sm" c="var(--quiet-ink)" truncate>
            {t('records.part', { number: part.id })}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap">
          <GoldenMenu part={part} />
          <Button
            variant="default"
            h="3rem"
            leftSection={<IconArrowsExchange size="1.25rem" />}
            rightSection={<KeyHint>O</KeyHint>}
            onClick={() => setOverruling(true)}
          >
            <Word word={t('inspect.overrule')} verdict={overruledVerdict(part)} />
          </Button>
          <Button
            h="3rem"
            leftSection={<IconCheck size="1.25rem" />}
            rightSection={<KeyHint>C</KeyHint>}
            onClick={confirm}
          >
            <Word word={t('inspect.confirm')} verdict={confirmedVerdict(part)} />
          </Button>
        </Group>
      </header>
      <div className={classes.halves}>
        <div className={classes.stage}>
          <RecordStage part={part} view={view} />
          {compared && (
            <SegmentedControl
              className={classes.views}
              value={view}
              onChange={(next) => setView(views.find((known) => known === next) ?? 'image')}
              data={views.map((value) => ({ value, label: <ViewName view={value} /> }))}
              aria-label={t('records.view')}
            />
          )}
        </div>
        <ScrollArea className={classes.facts}>
          <RecordFacts part={part} />
        </ScrollArea>
      </div>
      <OverruleDialog
        part={overruling ? part : null}
        onClose={() => setOverruling(false)}
        onDecide={(verdict, reason) => void decide(verdict, reason)}
      />
    </section>
  );
}

/** What the button does, and which word it leaves in the record. */
function Word({ word, verdict }: { readonly word: string; readonly verdict: Disposition['verdict'] }) {
  const { t } = useTranslation();
  return (
    <span className={classes.word}>
      {word}
      <small>{t(`verdict.${verdict}`)}</small>
    </span>
  );
}

function ViewName({ view }: { readonly view: (typeof views)[number] }) {
  const { t } = useTranslation();
  const key = { image: null, golden: 'G', difference: 'D' }[view];
  return (
    <Group gap="0.375rem" wrap="nowrap" justify="center">
      {t(`records.views.${view}`)}
      {key && <KeyHint>{key}</KeyHint>}
    </Group>
  );
}
