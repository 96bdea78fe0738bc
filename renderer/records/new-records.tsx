import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEach } from '../client/use-stream';
import { formatCount } from '../ui/formats';
import { ask } from './records-store';

/** The list stands still while it is read; this says what came since, and brings it. */
export function NewRecords({ round }: { readonly round: number }) {
  const { t, i18n } = useTranslation();
  const [count, setCount] = useState(0);
  useEach('inspection.parts', {}, () => setCount((before) => before + 1), { retryMs: 2000 });
  useEffect(() => setCount(0), [round]);
  if (count === 0) return null;
  return (
    <Button fullWidth flex="none" radius={0} variant="light" onClick={() => ask({})}>
      {t('records.newParts', { parts: formatCount(count, i18n.language) })}
    </Button>
  );
}
