import { List, NumberInput, Switch } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/domain/settings';
import { SettingRow } from './setting-row';
import classes from './settings-screen.module.css';
import { useSave } from './use-save';

type Retention = Settings['retention'];

/** How long images are kept. Records themselves always stay. */
export function RetentionRows({ retention }: { readonly retention: Retention }) {
  const { t } = useTranslation();
  const save = useSave();
  return (
    <>
      <SettingRow title={t('settings.retention.title')} text={t('settings.retention.text')} />
      <LimitRow
        title={t('settings.retention.age')}
        suffix={` ${t('settings.retention.days')}`}
        value={retention.maxAgeDays}
        start={90}
        min={1}
        max={36_500}
        decimals={0}
        onChange={(maxAgeDays) => save({ retention: { ...retention, maxAgeDays } })}
      />
      <LimitRow
        title={t('settings.retention.size')}
        suffix=" GB"
        value={retention.maxImagesGb}
        start={50}
        min={0.1}
        max={1_000_000}
        decimals={1}
        onChange={(maxImagesGb) => save({ retention: { ...retention, maxImagesGb } })}
      />
      <SettingRow
        title={t('settings.retention.order')}
        text={
          <List type="ordered" size="sm" mt="0.25rem" className={classes.text}>
            <List.Item>{t('settings.retention.passes')}</List.Item>
            <List.Item>{t('settings.retention.reviews')}</List.Item>
            <List.Item>{t('settings.retention.rejects')}</List.Item>
          </List>
        }
      />
    </>
  );
}

interface LimitProps {
  readonly title: string;
  readonly suffix: string;
  readonly value: number | null;
  /** What it is when it is switched on. */
  readonly start: number;
  readonly min: number;
  readonly max: number;
  readonly decimals: number;
  readonly onChange: (value: number | null) => void;
}

/** A limit that may be off. What is typed holds once the field is left, or after a rest: "5" on the way to "50" deletes nothing. */
function LimitRow({ title, suffix, value, start, min, max, decimals, onChange }: LimitProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<number | string>(value ?? start);
  const keep = useDebouncedCallback(
    (next: number | string) => {
      if (typeof next === 'number' && next >= min && next <= max && next !== value) onChange(next);
    },
    { delay: 2000, flushOnUnmount: true },
  );
  return (
    <div className={classes.row}>
      <Switch
        label={title}
        size="md"
        className={classes.words}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? start : null)}
      />
      <NumberInput
        w="9rem"
        aria-label={title}
        disabled={value === null}
        value={value === null ? '' : typed}
        placeholder={t('settings.retention.unlimited')}
        suffix={suffix}
        min={min}
        max={max}
        decimalScale={decimals}
        thousandSeparator
        onChange={(next) => {
          setTyped(next);
          keep(next);
        }}
        onBlur={() => keep.flush()}
      />
    </div>
  );
}
