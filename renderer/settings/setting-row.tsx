import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './settings-screen.module.css';

interface Props {
  readonly title: ReactNode;
  readonly text?: ReactNode;
  /** Gives the control its name where it has none of its own. */
  readonly id?: string;
  readonly children?: ReactNode;
}

/** One setting: what it is on the left, its control on the right. */
export function SettingRow({ title, text, id, children }: Props) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <Text fw={500} id={id} component="div">
          {title}
        </Text>
        {text && <div className={classes.text}>{text}</div>}
      </div>
      {children && <div className={classes.control}>{children}</div>}
    </div>
  );
}
