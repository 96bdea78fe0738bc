import { Button, Indicator, Popover, Select, Stack, TextInput } from '@mantine/core';
import { IconAdjustments, IconFilterOff, IconRefresh, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { verdicts } from '#shared/domain/inspection';
import { useRequest } from '../client/use-request';
import { IconAction } from '../ui/icon-action';
import { KeyHint } from '../ui/key-hint';
import { ExportMenu } from './export-menu';
import { everything, isEverything, moreCount, periods } from './record-query';
import { ask, useRecords } from './records-store';
import classes from './records-screen.module.css';

/** Which records: everything that is set must hold. */
export function FilterBar() {
  const { t } = useTranslation();
  const query = useRecords((state) => state.query);
  const recipes = useRequest('recipes.list', {}).value ?? [];
  const period = periods.find((known) => known === query.period) ?? 'all';
  return (
    <search className={classes.bar} aria-label={t('records.filter')}>
      <TextInput
        id="records-search"
        flex="1 1 14rem"
        value={query.text}
        maxLength={200}
        onChange={(event) => ask({ text: event.currentTarget.value })}
        placeholder={t('records.search')}
        aria-label={t('records.search')}
        leftSection={<IconSearch size="1.1rem" />}
        rightSection={<KeyHint>/</KeyHint>}
      />
      <Select
        w="10rem"
        aria-label={t('records.period')}
        value={period}
        onChange={(value) => ask({ period: periods.find((known) => known === value) ?? 'all' })}
        data={periods.map((value) => ({ value, label: t(`records.periods.${value}`) }))}
        allowDeselect={false}
        checkIconPosition="right"
      />
      {query.period === 'custom' && (
        <>
          <TextInput
            type="datetime-local"
            aria-label={t('records.from')}
            value={query.from}
            onChange={(event) => ask({ from: event.currentTarget.value })}
          />
          <TextInput
            type="datetime-local"
            aria-label={t('records.to')}
            value={query.to}
            onChange={(event) => ask({ to: event.currentTarget.value })}
          />
        </>
      )}
      <Select
        w="10rem"
        aria-label={t('records.verdict')}
        placeholder={t('records.anyVerdict')}
        value={query.verdict}
        onChange={(value) => ask({ verdict: verdicts.find((known) => known === value) ?? null })}
        data={verdicts.map((value) => ({ value, label: t(`verdict.${value}`) }))}
        clearable
        checkIconPosition="right"
      />
      <Select
        w="12rem"
        aria-label={t('records.recipe')}
        placeholder={t('records.anyRecipe')}
        value={query.recipeId}
        onChange={(recipeId) => ask({ recipeId })}
        data={recipes.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        searchable
        checkIconPosition="right"
      />
      <MoreFilters />
      <IconAction
        icon={IconFilterOff}
        label={t('records.clear')}
        disabled={isEverything(query) && query.period === 'all'}
        onClick={() => ask(everything)}
      />
      <IconAction icon={IconRefresh} label={t('records.refresh')} onClick={() => ask({})} />
      <ExportMenu />
    </search>
  );
}

function MoreFilters() {
  const { t } = useTranslation();
  const query = useRecords((state) => state.query);
  const count = moreCount(query);
  return (
    <Popover width="18rem" trapFocus position="bottom-end" withArrow>
      <Popover.Target>
        <Indicator label={count} disabled={count === 0} size="1.1rem">
          <Button variant="default" leftSection={<IconAdjustments size="1.1rem" />}>
            {t('records.more')}
          </Button>
        </Indicator>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          {(['serial', 'lot', 'label'] as const).map((field) => (
            <TextInput
              key={field}
              label={t(`records.${field}`)}
              value={query[field]}
              maxLength={200}
              onChange={(event) => ask({ [field]: event.currentTarget.value })}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
