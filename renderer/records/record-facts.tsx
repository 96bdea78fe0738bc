import { Code, DataList, Divider, Stack, Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Part } from '#shared/domain/inspection';
import { formatDateTime, formatMs, formatShare } from '../ui/formats';
import { labelName, reasonSentence } from '../ui/labels';
import { VerdictBadge } from '../ui/verdict-badge';
import { VerdictShape } from '../ui/verdict-shape';

/** Why the verdict is what it is, who said otherwise, and under which circumstances it was made. */
export function RecordFacts({ part }: { readonly part: Part }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const { timings } = part;
  return (
    <Stack gap="md">
      <Head title={t('records.reasons')}>
        {part.reasons.length === 0 && <Text size="sm">{t('records.noReasons')}</Text>}
        {part.reasons.map((reason, index) => (
          <Text key={index} size="sm">
            {reasonSentence(reason, t, language)}
          </Text>
        ))}
      </Head>
      {part.findings.length > 0 && (
        <Head title={t('records.findings')}>
          <Facts
            facts={part.findings
              .slice(0, mostFindings)
              .map(({ label, score, areaPx }, index) => [
                `${index + 1}. ${labelName(label, t)}`,
                `${formatShare(score, language, 0)} · ${Math.round(areaPx)} px²`,
              ])}
          />
        </Head>
      )}
      <Divider />
      <Head title={t('records.history')}>
        <History part={part} />
      </Head>
      <Divider />
      <Facts
        facts={[
          [t('records.time'), formatDateTime(part.inspectedAt, language)],
          [t('records.serial'), part.serial],
          [t('records.lot'), part.lot],
          [t('records.frame'), part.frameName],
          [t('records.recipe'), part.recipeName],
          [t('records.recipeHash'), <Hash key="recipe" value={part.recipeSha256} />],
          [t('records.model'), part.model],
          [t('records.modelHash'), <Hash key="model" value={part.modelSha256} />],
          [t('records.provider'), part.provider.toUpperCase()],
          [t('records.size'), part.widthPx > 0 ? `${part.widthPx} × ${part.heightPx} px` : ''],
        ]}
      />
      {part.verdict !== 'not-inspected' && (
        <>
          <Divider />
          <Facts
            facts={[
              [t('records.latency'), formatMs(part.latencyMs, language)],
              [t('records.decode'), formatMs(timings.decodeMs, language)],
              [t('records.preprocess'), formatMs(timings.preprocessMs, language)],
              [t('records.inference'), formatMs(timings.inferenceMs, language)],
              [t('records.postprocess'), formatMs(timings.postprocessMs, language)],
            ]}
          />
        </>
      )}
    </Stack>
  );
}

/** More would be a table of its own; the picture shows them all. */
const mostFindings = 12;

function History({ part }: { readonly part: Part }) {
  const { t, i18n } = useTranslation();
  return (
    <Timeline bulletSize="1.25rem" lineWidth={2} role="list" aria-label={t('records.history')}>
      <Timeline.Item role="listitem" bullet={<VerdictShape verdict={part.verdict} size="0.75rem" />}>
        <VerdictBadge verdict={part.verdict} size="sm" />
        <Text size="sm" c="var(--quiet-ink)">
          {t('records.byMachine')}
        </Text>
      </Timeline.Item>
      {part.dispositions.map(({ verdict, reason, by, at }) => (
        <Timeline.Item key={at} role="listitem" bullet={<VerdictShape verdict={verdict} size="0.75rem" />}>
          <VerdictBadge verdict={verdict} size="sm" />
          {reason !== '' && <Text size="sm">{reason}</Text>}
          <Text size="sm" c="var(--quiet-ink)">
            {by || t('records.nobody')} · {formatDateTime(at, i18n.language)}
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

function Head({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <Text fw={600} mb="0.25rem">
        {title}
      </Text>
      {children}
    </div>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, React.ReactNode])[] }) {
  return (
    <DataList size="sm" gap="0.375rem" labelWidth="5.5rem">
      {facts.map(([label, value]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>
            {value === '' ? '–' : value}
          </DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}

/** The first digits are enough to tell two apart; the whole is in the title. */
function Hash({ value }: { readonly value: string }) {
  return <Code title={value}>{value.slice(0, 12)}</Code>;
}
