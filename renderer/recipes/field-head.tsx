import { Text } from '@mantine/core';

/** Head of a group of fields, and what they are for. */
export function FieldHead({ title, text }: { readonly title: string; readonly text?: string }) {
  return (
    <div>
      <Text fw={600}>{title}</Text>
      {text && (
        <Text size="sm" c="var(--quiet-ink)">
          {text}
        </Text>
      )}
    </div>
  );
}
