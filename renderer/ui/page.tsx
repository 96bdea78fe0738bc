import { Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconAction } from './icon-action';
import classes from './page.module.css';

interface Props {
  readonly title: string;
  /** Behind the title: in which state the thing is. */
  readonly mark?: ReactNode;
  /** What can be done, from left to right. */
  readonly actions?: ReactNode;
  /** What the way back is called. */
  readonly back: string;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

/** A page of its own below a list: a title with the way back and what can be done, and the content that fills the rest. */
export function Page({ title, mark, actions, back, onBack, children }: Props) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <IconAction icon={IconArrowLeft} label={back} onClick={onBack} />
        <div className={classes.title}>
          <Title order={2} size="h3" lineClamp={1} title={title}>
            {title}
          </Title>
          {mark}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}
