import { Affix, Notification, Stack } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { AppError } from '#shared/contract/errors';
import { errorSentence } from './error-sentence';

type Notice = { readonly id: number } & (
  { readonly kind: 'done'; readonly text: string } | { readonly kind: 'failed'; readonly error: AppError }
);

/** At most so many at once: the oldest gives way. */
const capacity = 3;
const useNotices = create<{ notices: readonly Notice[] }>(() => ({ notices: [] }));
let nextId = 1;

function add(notice: Notice): void {
  useNotices.setState(({ notices }) => {
    const others = notices.filter((known) => !sameNews(known, notice));
    return { notices: [...others, notice].slice(-capacity) };
  });
}

/** Told twice, it is one notice. */
function sameNews(a: Notice, b: Notice): boolean {
  return JSON.stringify({ ...a, id: 0 }) === JSON.stringify({ ...b, id: 0 });
}

/** Says briefly that something was done; goes by itself. */
export function noticeDone(text: string): void {
  add({ id: nextId++, kind: 'done', text });
}

/** Says that something did not work; stays until it is closed. What was cancelled is no news. */
export function noticeFailed(error: AppError): void {
  if (error.code !== 'cancelled') add({ id: nextId++, kind: 'failed', error });
}

function close(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

export function NoticeList() {
  const notices = useNotices((state) => state.notices);
  return (
    <Affix
      position={{ bottom: '0.75rem', left: '50%' }}
      zIndex={500}
      style={{ transform: 'translateX(-50%)' }}
    >
      <Stack gap="xs" w="24rem">
        {notices.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </Stack>
    </Affix>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { t, i18n } = useTranslation();
  useEffect(() => {
    if (notice.kind !== 'done') return;
    const timer = setTimeout(() => close(notice.id), 4000);
    return () => clearTimeout(timer);
  }, [notice]);
  const failed = notice.kind === 'failed';
  return (
    <Notification
      withBorder
      color={failed ? 'red' : 'teal'}
      role={failed ? 'alert' : 'status'}
      onClose={() => close(notice.id)}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {failed ? errorSentence(notice.error, t, i18n.language) : notice.text}
    </Notification>
  );
}
