import { UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { finalVerdict, type Part } from '#shared/domain/inspection';
import { reasonSentence } from '../ui/labels';
import { VerdictShape } from '../ui/verdict-shape';
import classes from './bad-parts.module.css';
import panel from './side-panel.module.css';
import { freeze, useInspect } from './store';

/** Of the last parts those that did not pass, each with its reason; a press freezes one. As many as there is room for. */
export function BadParts() {
  const { t } = useTranslation();
  const parts = useInspect((state) => state.parts);
  const frozenId = useInspect((state) => state.frozen?.id ?? null);
  const bad = parts.filter((part) => finalVerdict(part) !== 'pass');
  return (
    <section className={classes.list} aria-label={t('inspect.badParts')}>
      <h2 className={panel.title}>{t('inspect.badParts')}</h2>
      {bad.length === 0 && <p className={panel.empty}>{t('inspect.noBadParts')}</p>}
      {bad.map((part) => (
        <BadPart key={part.id} part={part} pressed={part.id === frozenId} />
      ))}
    </section>
  );
}

const BadPart = memo(function BadPart({ part, pressed }: { readonly part: Part; readonly pressed: boolean }) {
  const { t, i18n } = useTranslation();
  const verdict = finalVerdict(part);
  const word = part.dispositions.at(-1)?.reason;
  const reasons = part.reasons.map((reason) => reasonSentence(reason, t, i18n.language)).join(' · ');
  const why = word || reasons || t(`verdict.${verdict}`);
  return (
    <UnstyledButton
      className={classes.part}
      data-verdict={verdict}
      aria-pressed={pressed}
      title={why}
      onClick={() => freeze(pressed ? null : part)}
    >
      <VerdictShape verdict={verdict} size="1.125rem" />
      <b>{part.id}</b>
      <span className={classes.reason}>{why}</span>
    </UnstyledButton>
  );
});
