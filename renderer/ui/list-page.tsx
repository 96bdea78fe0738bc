import { Group, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import { KeyHint } from './key-hint';
import classes from './page.module.css';
import { useKeys } from './use-keys';

interface Props {
  readonly title: string;
  /** What the search is called. */
  readonly search: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** What can be done, from left to right. */
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

/** Everything of one kind: a title, a search that `/` leads to, what can be done, and the rows that fill the rest. */
export function ListPage({ title, search, text, onText, actions, children }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => field.current?.focus() });
  return (
    <div className={classes.list}>
      <Group className={classes.head} justify="space-between">
        <Title order={2}>{title}</Title>
        <Group gap="xs">
          <TextInput
            ref={field}
            className={classes.search}
            value={text}
            onChange={(event) => onText(event.currentTarget.value)}
            leftSection={<IconSearch size="1.1rem" />}
            rightSection={<KeyHint>/</KeyHint>}
            placeholder={search}
            aria-label={search}
          />
          {actions}
        </Group>
      </Group>
      {children}
    </div>
  );
}
