import { useTranslation } from 'react-i18next';
import type { Verdict } from '#shared/domain/inspection';
import classes from './verdict-badge.module.css';
import { VerdictShape } from './verdict-shape';

interface Props {
  readonly verdict: Verdict;
  readonly size?: 'sm' | 'md' | 'lg';
}

/** A verdict: colour and word and shape, always all three. */
export function VerdictBadge({ verdict, size = 'md' }: Props) {
  const { t } = useTranslation();
  return (
    <span className={classes.badge} data-verdict={verdict} data-size={size}>
      <VerdictShape verdict={verdict} size="1.1em" />
      {t(`verdict.${verdict}`)}
    </span>
  );
}
