import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { finalVerdict, type Disposition, type Part } from '#shared/domain/inspection';
import { offeredReasons, overruledVerdict } from './disposition';
import { KeyHint } from './key-hint';
import classes from './overrule-dialog.module.css';
import { useKeys } from './use-keys';
import { VerdictBadge } from './verdict-badge';

interface Props {
  /** null: closed. */
  readonly part: Part | null;
  readonly onClose: () => void;
  readonly onDecide: (verdict: Disposition['verdict'], reason: string) => void;
}

/** Why the machine was wrong: one number key, or a sentence of one's own. */
export function OverruleDialog({ part, onClose, onDecide }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={part !== null}
      onClose={onClose}
      title={part && t('inspect.overruleTitle', { number: part.id })}
      closeButtonProps={{ 'aria-label': t('app.close'), size: '3rem' }}
      size="32rem"
      transitionProps={{ duration: 0 }}
      centered
    >
      {part && <Reasons part={part} onDecide={onDecide} />}
    </Modal>
  );
}

function Reasons({ part, onDecide }: { readonly part: Part; readonly onDecide: Props['onDecide'] }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const verdict = overruledVerdict(part);
  const reasons: readonly string[] =
    verdict === 'pass'
      ? offeredReasons.pass.map((reason) => t(`inspect.reasons.pass.${reason}`))
      : offeredReasons.reject.map((reason) => t(`inspect.reasons.reject.${reason}`));
  const own = String(reasons.length + 1);

  function choose(reason: string): void {
    if (reason.trim() === '') field.current?.focus();
    else onDecide(verdict, reason.trim());
  }

  const digits = reasons.map((reason, index) => [String(index + 1), () => choose(reason)] as const);
  useKeys(
    { ...Object.fromEntries(digits), [own]: () => field.current?.focus() },
    // A code is no reason; where the screen wants codes, it listens itself.
    { within: 'dialog', onScan: () => {} },
  );

  return (
    <Stack gap="xs">
      <Group gap="sm" mb="xs" tabIndex={-1} data-autofocus className={classes.verdicts}>
        <VerdictBadge verdict={finalVerdict(part)} size="lg" />
        <span aria-hidden="true">→</span>
        <VerdictBadge verdict={verdict} size="lg" />
      </Group>
      {reasons.map((reason, index) => (
        <Button
          key={reason}
          className={classes.reason}
          variant="default"
          justify="flex-start"
          leftSection={<KeyHint>{String(index + 1)}</KeyHint>}
          onClick={() => choose(reason)}
        >
          {reason}
        </Button>
      ))}
      <form
        className={classes.own}
        onSubmit={(event) => {
          event.preventDefault();
          choose(text);
        }}
      >
        <TextInput
          ref={field}
          className={classes.text}
          size="lg"
          aria-label={t('inspect.ownReason')}
          placeholder={t('inspect.ownReason')}
          maxLength={500}
          leftSection={<KeyHint>{own}</KeyHint>}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" className={classes.save} disabled={text.trim() === ''}>
          {t('inspect.saveReason')}
        </Button>
      </form>
    </Stack>
  );
}
