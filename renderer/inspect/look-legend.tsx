import { useTranslation } from 'react-i18next';
import classes from './look-legend.module.css';
import type { InspectState } from './store';

/** Says which of the pictures is seen right now. */
export function LookLegend({
  look,
  golden,
}: {
  readonly look: InspectState['look'];
  readonly golden: boolean;
}) {
  const { t } = useTranslation();
  if (look === 'image') return null;
  const text =
    look === 'difference'
      ? t('inspect.differenceShown')
      : t(golden ? 'inspect.goldenShown' : 'inspect.partShown');
  return (
    <div className={classes.legend} data-golden={golden || undefined}>
      {text}
    </div>
  );
}
