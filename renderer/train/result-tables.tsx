import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../ui/formats';
import { isFigureName, type MeasuredOn, type Results } from './figures';
import { LabelRows } from './label-rows';
import classes from './results.module.css';
import { figureName } from './words';

const splits: readonly MeasuredOn[] = ['test', 'validation'];

/** Each figure over all labels, with what it means. */
export function OverallTable({ results: { overall } }: { readonly results: Results }) {
  const { t, i18n } = useTranslation();
  return (
    <Table className={classes.figures} verticalSpacing="0.3125rem" horizontalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('train.figureOf')}</Table.Th>
          {splits.map((split) => (
            <Table.Th key={split} scope="col">
              {t(`train.on.${split}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {[...overall].map(([name, values]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">
              {figureName(name, t)}
              {isFigureName(name) && <small>{t(`train.figureText.${name}`)}</small>}
            </Table.Th>
            {splits.map((split) => (
              <Table.Td key={split}>{formatShare(values[split] ?? null, i18n.language)}</Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** What was measured label by label. */
export function LabelTable({ results: { labels } }: { readonly results: Results }) {
  const { t, i18n } = useTranslation();
  if (labels.size === 0) return null;
  const all = [...labels.values()];
  const names = [...new Set(all.flatMap((figures) => [...figures.keys()]))];
  const columns = names.flatMap((name) =>
    splits
      .filter((split) => all.some((figures) => figures.get(name)?.[split] !== undefined))
      .map((split) => ({ name, split })),
  );
  return (
    <LabelRows
      title={t('train.byLabel')}
      columns={columns.map(({ name, split }) => ({
        title: figureName(name, t),
        below: t(`train.on.${split}`),
        ...(isFigureName(name) ? { hint: t(`train.figureText.${name}`) } : {}),
      }))}
      rows={[...labels].map(([label, figures]) => ({
        label,
        values: columns.map(({ name, split }) =>
          formatShare(figures.get(name)?.[split] ?? null, i18n.language),
        ),
      }))}
    />
  );
}
