import { Button } from '@mantine/core';
import { IconPlayerPlayFilled, IconPlayerStopFilled, IconPlayerTrackNextFilled } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tally } from '#shared/domain/inspection';
import { useConnection } from '../client/client-context';
import { useStation } from '../client/station-store';
import { KeyHint } from '../ui/key-hint';
import { VerdictShape } from '../ui/verdict-shape';
import { confirmedVerdict, overruledVerdict } from '../ui/disposition';
import { BadParts } from './bad-parts';
import { Figures } from './figures';
import classes from './side-panel.module.css';
import { partInHand, useInspect } from './store';
import { useDispose } from './use-dispose';
import { useLine } from './use-line';

// The chart library is half of the page: the window does not wait for it.
const Pareto = lazy(async () => ({ default: (await import('../ui/pareto')).Pareto }));

const none: Tally['byLabel'] = [];
/** The vital few; the rest is in the records. */
const mostLabels = 6;

/** Decide on top, the run's figures in the middle, the line at the bottom. */
export function SidePanel() {
  return (
    <aside className={classes.panel}>
      <Decide />
      <Figures />
      <Findings />
      <BadParts />
      <LineControls />
    </aside>
  );
}

function Findings() {
  const { t } = useTranslation();
  const byLabel = useStation((station) => station?.tally.byLabel ?? none);
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{t('inspect.findings')}</h2>
      {byLabel.length === 0 ? (
        <p className={classes.empty}>{t('inspect.noFindings')}</p>
      ) : (
        <Suspense>
          <Pareto byLabel={byLabel} most={mostLabels} label={t('inspect.findings')} />
        </Suspense>
      )}
    </section>
  );
}

function Decide() {
  const { t } = useTranslation();
  const { state } = useConnection();
  const part = useInspect(partInHand);
  const { confirm, overrule } = useDispose();
  const off = !part || state !== 'open';
  const confirmed = part ? confirmedVerdict(part) : 'pass';
  const overruled = part ? overruledVerdict(part) : 'reject';
  return (
    <div className={classes.pair}>
      <DecideButton
        name={t('inspect.confirm')}
        verdict={confirmed}
        hint="C"
        disabled={off}
        onClick={confirm}
      />
      <DecideButton
        name={t('inspect.overrule')}
        verdict={overruled}
        hint="O"
        disabled={off}
        onClick={overrule}
      />
    </div>
  );
}

interface DecideProps {
  readonly name: string;
  /** What the part then is. */
  readonly verdict: 'pass' | 'reject';
  readonly hint: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function DecideButton({ name, verdict, hint, disabled, onClick }: DecideProps) {
  const { t } = useTranslation();
  return (
    <Button
      className={classes.big}
      variant="default"
      data-verdict={verdict}
      disabled={disabled}
      onClick={onClick}
      leftSection={<VerdictShape verdict={verdict} size="1.75rem" />}
      rightSection={<KeyHint>{hint}</KeyHint>}
    >
      <span>
        {name}
        <span className={classes.outcome}>{t(`verdict.${verdict}`)}</span>
      </span>
    </Button>
  );
}

function LineControls() {
  const { t } = useTranslation();
  const { state } = useConnection();
  const phase = useStation((station) => station?.state ?? null);
  const recipeId = useInspect((inspect) => inspect.recipeId);
  const line = useLine();
  const off = state !== 'open' || phase === null;
  const idle = phase === null || phase === 'idle';
  const startable = !off && idle && recipeId !== null;
  return (
    <div className={classes.pair}>
      {idle ? (
        <Button
          className={classes.big}
          disabled={!startable}
          onClick={() => line.start('run')}
          leftSection={<IconPlayerPlayFilled size="1.25rem" />}
          rightSection={<KeyHint>S</KeyHint>}
        >
          {t('inspect.start')}
        </Button>
      ) : (
        <Button
          className={classes.big}
          color="gray.7"
          disabled={off || phase === 'stopping'}
          loading={phase === 'stopping'}
          onClick={line.stop}
          leftSection={<IconPlayerStopFilled size="1.25rem" />}
          rightSection={<KeyHint>S</KeyHint>}
        >
          {t('inspect.stop')}
        </Button>
      )}
      <Button
        className={classes.big}
        variant={phase === 'stepping' ? 'filled' : 'default'}
        disabled={phase === 'stepping' ? off : !startable}
        onClick={() => (phase === 'stepping' ? line.step() : line.start('step'))}
        leftSection={<IconPlayerTrackNextFilled size="1.25rem" />}
        rightSection={<KeyHint>{t('inspect.spaceKey')}</KeyHint>}
      >
        {t(phase === 'stepping' ? 'inspect.next' : 'inspect.stepwise')}
      </Button>
    </div>
  );
}
