import { useVirtualizer } from '@tanstack/react-virtual';
import { useImperativeHandle, useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingRun } from '#shared/domain/training';
import classes from './run-list.module.css';
import { RunRow } from './run-row';
import { tick } from './train-store';

export interface RunRowsHandle {
  /** Moves the focus by so many rows; into the list where it is elsewhere. */
  go(step: number): void;
  /** Ticks the run that has the focus, or takes the tick away. */
  tick(): void;
}

interface Props {
  readonly runs: readonly TrainingRun[];
  readonly ref: Ref<RunRowsHandle>;
}

const rowRem = 5;

/** The runs; only those in sight are in the page. */
export function RunRows({ runs, ref }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the page is built without the compiler that this is about
  const rows = useVirtualizer({
    count: runs.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
    getItemKey: (index) => runs[index]?.id ?? index,
    overscan: 6,
  });
  const focused = () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-run]');
    return runs.findIndex(({ id }) => id === row?.dataset['run']);
  };
  useImperativeHandle(ref, () => ({
    go(step) {
      const at = focused();
      const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), runs.length - 1);
      rows.scrollToIndex(next, { align: 'auto' });
      // The row may have to be drawn first.
      requestAnimationFrame(() =>
        box.current?.querySelector<HTMLElement>(`[data-run="${runs[next]?.id}"] button`)?.focus(),
      );
    },
    tick() {
      const run = runs[focused()];
      if (run) tick(run.id);
    },
  }));

  return (
    <div ref={box} className={classes.rows} role="list" aria-label={t('train.list')} tabIndex={-1}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ key, index, start, size }) => {
          const run = runs[index];
          return (
            run && (
              <div
                key={key}
                className={classes.place}
                style={{ height: size, transform: `translateY(${start}px)` }}
                role="listitem"
                data-run={run.id}
              >
                <RunRow run={run} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
