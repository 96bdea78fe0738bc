import { useDebouncedValue } from '@mantine/hooks';
import { IconListSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequest } from '../client/use-request';
import { parseHash, useNavigate, useRoute } from '../ui/route';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { useKeys } from '../ui/use-keys';
import { FilterBar } from './filter-bar';
import { NewRecords } from './new-records';
import { neighbour } from './page-list';
import { RecordDetail } from './record-detail';
import { RecordRows } from './record-rows';
import { RecordSummary } from './record-summary';
import { ask, useRecords } from './records-store';
import classes from './records-screen.module.css';
import { useRecordList } from './use-record-list';

/** Find, look, decide, export. The part that is looked at stands in the address. */
export function RecordsScreen() {
  const { t } = useTranslation();
  const [, argument] = useRoute();
  const navigate = useNavigate();
  const asked = useRecords(({ filter, round }) => JSON.stringify({ filter, round }));
  const [settled] = useDebouncedValue(asked, 200);
  const { filter, round } = JSON.parse(settled) as Pick<
    ReturnType<typeof useRecords.getState>,
    'filter' | 'round'
  >;
  const list = useRecordList(filter, round);
  const [decided, setDecided] = useState(0);
  const selected = partIn(argument) ?? list.parts[0]?.id ?? null;
  const select = (id: number) => navigate('records', String(id));

  function go(step: number): void {
    // From the address, not from what was drawn last: a held key is faster than the screen.
    const part = neighbour(list.parts, partIn(parseHash(window.location.hash)[1]) ?? selected, step);
    if (part) select(part.id);
  }
  useKeys(
    {
      arrowdown: () => go(1),
      arrowup: () => go(-1),
      pagedown: () => go(10),
      pageup: () => go(-10),
      '/': () => document.getElementById('records-search')?.focus(),
    },
    { onScan: (text) => ask({ text }) },
  );

  return (
    <div className={classes.screen}>
      <FilterBar />
      <div className={classes.halves}>
        <div className={classes.list}>
          <RecordSummary filter={filter} round={round + decided} />
          <NewRecords round={round} />
          {list.error && <ErrorNotice error={list.error} onRetry={() => ask({})} />}
          {list.parts.length > 0 || list.loading ? (
            <RecordRows list={list} selected={selected} onSelect={select} />
          ) : (
            !list.error && (
              <EmptyState icon={IconListSearch} title={t('records.none')} text={t('records.noneText')} />
            )
          )}
        </div>
        <SelectedPart
          partId={selected}
          onDecided={(part) => {
            list.replace(part);
            setDecided((count) => count + 1);
          }}
        />
      </div>
    </div>
  );
}

function partIn(argument: string | null): number | null {
  const id = Number(argument);
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

interface SelectedProps {
  readonly partId: number | null;
  readonly onDecided: Parameters<typeof RecordDetail>[0]['onDecided'];
}

/** Reads the part itself, so that an address opens it although the filter does not show it. */
function SelectedPart({ partId, onDecided }: SelectedProps) {
  const { t } = useTranslation();
  const { value, error, reload } = useRequest('records.read', partId === null ? null : { partId });
  if (partId === null) {
    return (
      <div className={classes.detail}>
        <EmptyState icon={IconListSearch} title={t('records.nothingSelected')} />
      </div>
    );
  }
  return (
    <div className={classes.detail}>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {value?.id === partId && (
        <RecordDetail
          part={value}
          onDecided={(part) => {
            reload();
            onDecided(part);
          }}
        />
      )}
    </div>
  );
}
