import { Button, Skeleton } from '@mantine/core';
import { IconArrowsDiff, IconPlus, IconSchool, IconSearchOff } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTraining } from '../client/training-store';
import { useRequest } from '../client/use-request';
import { EmptyState } from '../ui/empty-state';
import { KeyHint } from '../ui/key-hint';
import { ListPage } from '../ui/list-page';
import { useNavigate } from '../ui/route';
import { useKeys } from '../ui/use-keys';
import { AddDataset } from './add-dataset';
import { compareAddress, newAddress } from './address';
import { matches } from './run-search';
import { RunRows, type RunRowsHandle } from './run-rows';
import { editDraft, useTrain } from './train-store';

/** More curves cannot be told apart. */
const mostCompared = 6;

/** Every training of the station, the newest first. */
export function RunList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const runs = useTraining((all) => all);
  const [text, setText] = useState('');
  const rows = useRef<RunRowsHandle>(null);
  const shown = runs?.filter((run) => matches(run, text, t(`recipes.model.tasks.${run.task}`))) ?? [];
  const ticked = useTrain((state) => state.ticked).filter((id) => runs?.some((run) => run.id === id));
  const comparable = ticked.length >= 2 && ticked.length <= mostCompared;
  const compare = () => comparable && navigate('train', compareAddress(ticked));
  const begin = () => navigate('train', newAddress());

  useKeys({
    n: begin,
    c: compare,
    x: () => rows.current?.tick(),
    arrowdown: () => rows.current?.go(1),
    arrowup: () => rows.current?.go(-1),
  });

  return (
    <ListPage
      title={t('train.title')}
      search={t('train.search')}
      text={text}
      onText={setText}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconArrowsDiff size="1.1rem" />}
            rightSection={<KeyHint>C</KeyHint>}
            disabled={!comparable}
            title={comparable ? undefined : t('train.compareHint', { most: mostCompared })}
            onClick={compare}
          >
            {ticked.length > 0 ? t('train.compareSome', { count: ticked.length }) : t('train.compare')}
          </Button>
          <Button
            leftSection={<IconPlus size="1.1rem" />}
            rightSection={<KeyHint>N</KeyHint>}
            onClick={begin}
          >
            {t('train.new')}
          </Button>
        </>
      }
    >
      {!runs && [1, 2, 3].map((row) => <Skeleton key={row} h="4.5rem" />)}
      {runs?.length === 0 && <NoRuns />}
      {runs && runs.length > 0 && shown.length === 0 && (
        <EmptyState
          icon={IconSearchOff}
          title={t('train.noneFound')}
          text={t('train.noneFoundText', { text })}
        />
      )}
      {shown.length > 0 && <RunRows ref={rows} runs={shown} />}
    </ListPage>
  );
}

/** The way in: a dataset first, where there is none. */
function NoRuns() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { value: datasets, reload } = useRequest('datasets.list', {});
  const [adding, setAdding] = useState(false);
  const none = datasets?.length === 0;
  return (
    <EmptyState
      icon={IconSchool}
      title={t('train.none')}
      text={t(none ? 'train.noneTextDataset' : 'train.noneText')}
    >
      <Button
        mt="md"
        disabled={!datasets}
        onClick={() => (none ? setAdding(true) : navigate('train', newAddress()))}
      >
        {t(none ? 'train.dataset.add' : 'train.new')}
      </Button>
      <AddDataset
        opened={adding}
        known={datasets ?? []}
        onClose={() => setAdding(false)}
        onAdded={(dataset) => {
          reload();
          editDraft({ datasetId: dataset.id });
          navigate('train', newAddress());
        }}
      />
    </EmptyState>
  );
}
