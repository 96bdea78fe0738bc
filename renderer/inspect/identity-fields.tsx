import { TextInput } from '@mantine/core';
import { IconBarcode, IconCheck, IconStack2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpen, useStation } from '../client/station-store';
import classes from './identity-fields.module.css';
import { useInspect } from './store';
import { useLine } from './use-line';

/** Serial of the next part and lot. What is shown is what the engine has taken; a scan gets here from anywhere. */
export function IdentityFields() {
  const { open, ...taken } = useStation((station) => ({
    open: isOpen(station),
    serial: station?.serial ?? '',
    lot: station?.lot ?? '',
  }));
  const kept = useInspect((state) => state.identity);
  const { serial, lot } = open ? taken : kept;
  return (
    <>
      <IdentityField name="serial" taken={serial} />
      <IdentityField name="lot" taken={lot} />
    </>
  );
}

function IdentityField({ name, taken }: { readonly name: 'serial' | 'lot'; readonly taken: string }) {
  const { t } = useTranslation();
  const { identify } = useLine();
  const [draft, setDraft] = useState<string | null>(null);

  function commit(): void {
    if (draft === null) return;
    setDraft(null);
    if (draft.trim() !== taken) identify({ [name]: draft.trim() });
  }

  const FieldIcon = name === 'serial' ? IconBarcode : IconStack2;
  const settled = draft === null && taken !== '';
  const hint = t(name === 'serial' ? 'inspect.serialTaken' : 'inspect.lotTaken');
  return (
    <TextInput
      className={classes[name]}
      size="lg"
      data-taken={settled || undefined}
      aria-label={t(`inspect.${name}`)}
      placeholder={t(`inspect.${name}Placeholder`)}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      value={draft ?? taken}
      leftSection={<FieldIcon size="1.5rem" stroke={1.5} />}
      rightSection={
        settled && (
          <span className={classes.taken} title={hint} role="img" aria-label={hint}>
            <IconCheck size="1.25rem" stroke={3} />
          </span>
        )
      }
      onChange={(event) => {
        const text = event.currentTarget.value;
        setDraft(text === taken ? null : text);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
