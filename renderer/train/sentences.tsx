import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './sentences.module.css';

interface Props {
  readonly label: string;
  /** As the engine wrote them: in English, with files and numbers. */
  readonly sentences: readonly string[];
}

/** What the engine has to say, a sentence each. */
export function Sentences({ label, sentences }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <>
      {!i18n.language.startsWith('en') && (
        <Text size="xs" c="var(--quiet-ink)" mb="0.25rem">
          {t('train.inEnglish')}
        </Text>
      )}
      <ul className={classes.list} aria-label={label} lang="en" tabIndex={0}>
        {sentences.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
