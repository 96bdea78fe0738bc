import { Kbd } from '@mantine/core';

/** The key that does the same as the button it stands on. */
export function KeyHint({ children }: { readonly children: string }) {
  return (
    <Kbd
      size="xs"
      aria-hidden="true"
      style={{ background: '#0002', color: 'inherit', border: '1px solid #8886' }}
    >
      {children}
    </Kbd>
  );
}
