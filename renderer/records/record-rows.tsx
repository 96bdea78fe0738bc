import { Loader } from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { finalVerdict, type Part } from '#shared/domain/inspection';
import { formatDateTime } from '../ui/formats';
import { reasonSentence } from '../ui/labels';
import { VerdictShape } from '../ui/verdict-shape';
import classes from './record-rows.module.css';
import type { RecordList } from './use-record-list';

interface Props {
  readonly list: RecordList;
  readonly selected: number | null;
  readonly onSelect: (id: number) => void;
}

const rowRem = 3.5;
/** The next page is asked for when so few rows are left. */
const reserve = 30;

/** The records, newest first; only those in sight are in the page. */
export function RecordRows({ list: { parts, complete, loading, more }, selected, onSelect }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: parts.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (!complete && lastShown >= parts.length - reserve) more();
  }, [complete, lastShown, parts.length, more]);

  const at = parts.findIndex(({ id }) => id === selected);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when another one is selected, not when the list grows
  }, [selected, at < 0]);

  return (
    <div
      ref={box}
      className={classes.box}
      role="listbox"
      aria-label={t('records.list')}
      tabIndex={0}
      aria-activedescendant={`record-${selected}`}
    >
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {items.map(({ index, start, size }) => {
          const part = parts[index];
          return (
            part && (
              <div
                key={part.id}
                className={classes.place}
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                <Row part={part} selected={part.id === selected} onSelect={onSelect} />
              </div>
            )
          );
        })}
      </div>
      {loading && (
        <div className={classes.loading}>
          <Loader size="sm" aria-label={t('records.loading')} />
        </div>
      )}
    </div>
  );
}

interface RowProps {
  readonly part: Part;
  readonly selected: boolean;
  readonly onSelect: (id: number) => void;
}

function Row({ part, selected, onSelect }: RowProps) {
  const { t, i18n } = useTranslation();
  const verdict = finalVerdict(part);
  const reasons = part.reasons.map((reason) => reasonSentence(reason, t, i18n.language)).join(' · ');
  const word = part.dispositions.at(-1);
  const overruled =
    word && word.verdict !== part.verdict
      ? [`${t(`verdict.${part.verdict}`)} → ${t(`verdict.${word.verdict}`)}`, word.reason]
          .filter(Boolean)
          .join(' · ')
      : '';
  return (
    <div
      id={`record-${part.id}`}
      className={classes.row}
      role="option"
      aria-selected={selected}
      onClick={() => onSelect(part.id)}
    >
      <span className={classes.verdict} data-verdict={verdict} title={t(`verdict.${verdict}`)}>
        <VerdictShape verdict={verdict} size="1.5rem" />
      </span>
      <span className={classes.main}>
        <b>{part.serial || part.frameName}</b>
        <small>{overruled || reasons || t(`verdict.${verdict}`)}</small>
      </span>
      <span className={classes.side}>
        <span>{formatDateTime(part.inspectedAt, i18n.language)}</span>
        <small>
          {word && <IconMessage2 size="0.875rem" aria-label={t('records.disposed')} />}
          {part.recipeName}
        </small>
      </span>
    </div>
  );
}
