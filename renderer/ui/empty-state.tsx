import { Stack, Text } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  readonly icon: Icon;
  readonly title: string;
  readonly text?: string;
  /** What to do next: buttons. */
  readonly children?: ReactNode;
}

/** Stands where there is nothing yet, and says what would bring something. */
export function EmptyState({ icon: StateIcon, title, text, children }: Props) {
  return (
    <Stack align="center" justify="center" gap="xs" h="100%" p="xl">
      <StateIcon size="3rem" stroke={1.25} color="var(--quiet-ink)" />
      <Text fw={600} size="lg">
        {title}
      </Text>
      {text && (
        <Text c="var(--quiet-ink)" maw="28rem" ta="center">
          {text}
        </Text>
      )}
      {children}
    </Stack>
  );
}
