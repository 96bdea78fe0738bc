import { Anchor, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatModelRef } from '#shared/domain/model';
import type { TrainingRecord } from '#shared/domain/training';
import { formatNumber, formatShare } from '../ui/formats';
import { compareRows, type CompareRow } from './compare-rows';
import classes from './compare.module.css';
import { strokeOf } from './curve-option';
import { RunState } from './run-state';
import { durationWords, figureName, formatWhen } from './words';

interface Props {
  readonly records: readonly TrainingRecord[];
  readonly onlyDifferent: boolean;
}

/** A column a run; what differs stands out, and the best of each figure. */
export function CompareTable({ records, onlyDifferent }: Props) {
  const { i18n } = useTranslation();
  const rows = compareRows(records).filter(({ differs }) => differs || !onlyDifferent);
  return (
    <Table.ScrollContainer minWidth={`${12 + records.length * 9}rem`}>
      <Table className={classes.table} verticalSpacing="0.3125rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            {records.map((record, index) => (
              <Table.Th key={record.id} scope="col">
                <span className={classes.run}>
                  <Stroke index={index} />
                  <Anchor href={`#/train/${record.id}`} c="inherit" fz="sm" fw={600}>
                    {record.registered ? formatModelRef(record.registered) : record.name}
                  </Anchor>
                </span>
                <small>{formatWhen(record.startedAt ?? record.createdAt, i18n.language)}</small>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={JSON.stringify(row.subject)} data-differs={row.differs}>
              <Table.Th scope="row">
                <Subject row={row} />
              </Table.Th>
              {records.map((record, index) => (
                <Table.Td key={record.id} data-best={row.best !== null && row.cells[index] === row.best}>
                  <Cell row={row} record={record} value={row.cells[index] ?? null} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The curve's line, as the charts draw it. */
function Stroke({ index }: { readonly index: number }) {
  const { color, dash } = strokeOf(index);
  return (
    <svg viewBox="0 0 32 8" width="2rem" height="0.5rem" aria-hidden="true">
      <line
        x1="0"
        y1="4"
        x2="32"
        y2="4"
        stroke={color}
        strokeWidth="3"
        {...(dash === 'solid' ? {} : { strokeDasharray: dash.join(' ') })}
      />
    </svg>
  );
}

function Subject({ row: { subject } }: { readonly row: CompareRow }) {
  const { t } = useTranslation();
  if (subject.kind === 'fact') return t(`train.compareFact.${subject.name}`);
  return (
    <>
      {figureName(subject.name, t)} <small>{t(`train.on.${subject.split}`)}</small>
    </>
  );
}

interface CellProps {
  readonly row: CompareRow;
  readonly record: TrainingRecord;
  readonly value: string | number | null;
}

function Cell({ row: { subject }, record, value }: CellProps) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  if (value === null) {
    return subject.kind === 'fact' && subject.name === 'size' ? t('train.sizeAuto') : '–';
  }
  if (subject.kind === 'figure') return formatShare(Number(value), language);
  switch (subject.name) {
    case 'state':
      return <RunState state={record.state} />;
    case 'task':
      return t(`recipes.model.tasks.${record.task}`);
    case 'quality':
      return t(`train.quality.${record.settings.quality}`);
    case 'time':
      return durationWords(record.settings, t, language);
    case 'size':
      return `${value} px`;
    case 'loss':
      return formatNumber(Number(value), language, 3);
    case 'dataset':
    case 'version':
    case 'seed':
    case 'epochs':
    case 'bestEpoch':
      return value;
  }
}
