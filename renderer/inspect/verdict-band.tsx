import { useTranslation } from 'react-i18next';
import { finalVerdict, type Part, type Verdict } from '#shared/domain/inspection';
import { errorSentence } from '../ui/error-sentence';
import { formatTime } from '../ui/formats';
import { reasonSentence } from '../ui/labels';
import { VerdictBadge } from '../ui/verdict-badge';
import { VerdictShape } from '../ui/verdict-shape';
import { useBand } from './use-band';
import classes from './verdict-band.module.css';

/** The verdict, to be read from three metres: colour, shape and word fill the whole width. */
export function VerdictBand() {
  const { t, i18n } = useTranslation();
  const band = useBand();
  switch (band.kind) {
    case 'verdict':
      return (
        <Band tone={finalVerdict(band.part)} word={t(`verdict.${finalVerdict(band.part)}`)}>
          <PartFacts part={band.part} />
        </Band>
      );
    case 'frozen':
      return (
        <Band
          tone={finalVerdict(band.part)}
          past
          word={t(`verdict.${finalVerdict(band.part)}`)}
          tag={t('inspect.band.frozen')}
        >
          <PartFacts part={band.part} line={band.line} />
        </Band>
      );
    case 'trouble': {
      const sentence =
        band.cause === 'source' && band.fault
          ? errorSentence(band.fault, t, i18n.language)
          : t(`inspect.band.${band.cause}Lost`);
      return (
        <Band tone="not-inspected" alert word={t('verdict.not-inspected')}>
          <p className={classes.reason}>{sentence}</p>
          <p className={classes.quiet}>{t('inspect.band.notCounted')}</p>
        </Band>
      );
    }
    case 'stopped':
      return (
        <Band tone="not-inspected" alert word={t('inspect.band.stopped')}>
          <p className={classes.reason}>{errorSentence(band.fault, t, i18n.language)}</p>
        </Band>
      );
    case 'waiting':
      return (
        <Band tone="none" word={t('inspect.band.ready')}>
          <p className={classes.reason}>{t(`inspect.band.waiting.${band.for}`)}</p>
        </Band>
      );
    case 'idle':
      return (
        <Band tone="none" word={t('inspect.band.idle')}>
          <p className={classes.reason}>{t('inspect.band.idleHint')}</p>
          {band.last && (
            <p className={classes.quiet}>
              {t('inspect.band.last', { number: band.last.id })}{' '}
              <VerdictBadge verdict={finalVerdict(band.last)} size="sm" />
            </p>
          )}
        </Band>
      );
  }
}

interface BandProps {
  readonly tone: Verdict | 'none';
  readonly word: string;
  readonly tag?: string;
  /** Not the part that is being inspected now: outlined, not filled. */
  readonly past?: boolean;
  readonly alert?: boolean;
  readonly children: React.ReactNode;
}

function Band({ tone, word, tag, past = false, alert = false, children }: BandProps) {
  return (
    <section
      className={classes.band}
      data-tone={tone}
      data-past={past || undefined}
      data-testid="verdict-band"
      role={alert ? 'alert' : 'status'}
      aria-live={alert ? 'assertive' : 'off'}
    >
      {tone !== 'none' && <VerdictShape verdict={tone} size="5.5rem" />}
      <div className={classes.wordBox}>
        {tag && <span className={classes.tag}>{tag}</span>}
        <strong className={classes.word} data-long={word.length > 8 || undefined}>
          {word}
        </strong>
      </div>
      <div className={classes.facts}>{children}</div>
    </section>
  );
}

/** At most so many lines fit beside the word; the other findings are on the picture. */
const maxLines = 3;

function PartFacts({ part, line = null }: { readonly part: Part; readonly line?: Part | null }) {
  const { t, i18n } = useTranslation();
  const word = part.dispositions.at(-1);
  const maxReasons = maxLines - (word ? 1 : 0) - (line ? 1 : 0);
  const sentences = part.reasons.map((reason) => reasonSentence(reason, t, i18n.language));
  const rest = sentences.length - maxReasons;
  const shown =
    rest > 0
      ? [...sentences.slice(0, maxReasons - 1), t('inspect.band.more', { count: rest + 1 })]
      : sentences;
  return (
    <>
      {shown.map((sentence) => (
        <p key={sentence} className={classes.reason}>
          {sentence}
        </p>
      ))}
      {word && (
        <p className={classes.quiet}>
          {t('inspect.band.disposed', {
            machine: t(`verdict.${part.verdict}`),
            by: word.by || t('inspect.band.inspector'),
          })}
          {word.reason && `: ${word.reason}`}
        </p>
      )}
      <p className={classes.quiet}>
        {[
          `#${part.id}`,
          part.serial && t('inspect.serialIs', { serial: part.serial }),
          part.lot && t('inspect.lotIs', { lot: part.lot }),
          formatTime(part.inspectedAt, i18n.language),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {line && (
        <div className={classes.line}>
          {t('inspect.band.lineNow', { number: line.id })}{' '}
          <VerdictBadge verdict={finalVerdict(line)} size="sm" />
        </div>
      )}
    </>
  );
}
