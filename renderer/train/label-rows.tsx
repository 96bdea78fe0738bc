import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './label-rows.module.css';
import { labelOrGood } from './words';

interface Column {
  readonly title: string;
  /** In smaller letters under the title. */
  readonly below?: string;
  readonly hint?: string;
}

interface Props {
  readonly title: string;
  readonly columns: readonly Column[];
  /** `values`: a text a column. */
  readonly rows: readonly { readonly label: string; readonly values: readonly string[] }[];
}

const rowRem = 1.875;
/** More are scrolled. */
const mostShown = 10;

/** A table with a row a label; a dataset may have thousands. */
export function LabelRows({ title, columns, rows }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the page is built without the compiler that this is about
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
    overscan: 8,
  });
  const widths = { gridTemplateColumns: `minmax(7rem, 1fr) repeat(${columns.length}, 4.75rem)` };
  return (
    <div className={classes.table} role="table" aria-label={title} aria-rowcount={rows.length + 1}>
      <div className={classes.head} role="row" style={widths}>
        <span role="columnheader">{t('train.label')}</span>
        {columns.map(({ title: name, below, hint }) => (
          <span key={`${name} ${below}`} role="columnheader" title={hint}>
            {name}
            {below && <small>{below}</small>}
          </span>
        ))}
      </div>
      <div
        ref={box}
        className={classes.body}
        role="rowgroup"
        tabIndex={rows.length > mostShown ? 0 : -1}
        style={{ height: `${Math.min(rows.length, mostShown) * rowRem}rem` }}
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start, size }) => {
            const row = rows[index];
            return (
              row && (
                <div
                  key={row.label}
                  className={classes.row}
                  role="row"
                  style={{ ...widths, height: size, transform: `translateY(${start}px)` }}
                >
                  <span role="rowheader" title={row.label}>
                    {labelOrGood(row.label, t)}
                  </span>
                  {row.values.map((value, column) => (
                    <span key={column} role="cell">
                      {value}
                    </span>
                  ))}
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
