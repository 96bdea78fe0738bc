import { ActionIcon, Tooltip } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';

interface Props {
  readonly icon: Icon;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** A button that is an icon; its words come when it is pointed at or has the focus. */
export function IconAction({ icon: ActionGlyph, label, disabled = false, onClick }: Props) {
  return (
    <Tooltip label={label} events={{ hover: true, focus: true, touch: false }}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        disabled={disabled}
        onClick={onClick}
        {...(disabled ? { bg: 'transparent' } : {})}
      >
        <ActionGlyph size="1.25rem" stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
