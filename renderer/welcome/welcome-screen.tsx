import { Button, SegmentedControl, Title } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import logo from '../../resources/icons/loupe.svg';
import { useClient } from '../client/client-context';
import { useChangeSettings } from '../client/settings-store';
import { useNavigate } from '../ui/route';
import { noticeFailed } from '../ui/notices';
import classes from './welcome-screen.module.css';

const demoRecipeId = 'demo-pcb';

/** The first thing a new station shows: one click to a running line. */
export function WelcomeScreen() {
  const { t, i18n } = useTranslation();
  const client = useClient();
  const change = useChangeSettings();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);

  async function runDemo(): Promise<void> {
    setBusy(true);
    const started = await client.request('inspection.start', {
      recipeId: demoRecipeId,
      mode: 'run',
      serial: '',
      lot: '',
    });
    // A line that runs already is as good: somebody came back to the welcome page.
    if (!started.ok && started.error.code !== 'busy') noticeFailed(started.error);
    await enter('inspect');
  }

  async function enter(screen: 'inspect' | 'recipes'): Promise<void> {
    setBusy(true);
    navigate(screen);
    const changed = await change({ welcomed: true });
    setBusy(false);
    if (!changed.ok) noticeFailed(changed.error);
  }

  return (
    <main className={classes.page}>
      <div className={classes.language}>
        <SegmentedControl
          aria-label={t('welcome.language')}
          value={i18n.language === 'zh-CN' ? 'zh-CN' : 'en'}
          onChange={(value) => void change({ language: value === 'zh-CN' ? 'zh-CN' : 'en' })}
          data={[
            { value: 'en', label: 'English' },
            { value: 'zh-CN', label: '简体中文' },
          ]}
        />
      </div>
      <div className={classes.centre}>
        <img src={logo} alt="" className={classes.logo} />
        <Title order={1} className={classes.title}>
          Loupe
        </Title>
        <p className={classes.line}>{t('welcome.line')}</p>
        <Button
          className={classes.demo}
          leftSection={<IconPlayerPlayFilled size="1.5rem" />}
          loading={busy}
          onClick={() => void runDemo()}
          autoFocus
        >
          {t('welcome.demo')}
        </Button>
        <p className={classes.demoText}>{t('welcome.demoText')}</p>
        <Button variant="subtle" size="md" disabled={busy} onClick={() => void enter('recipes')}>
          {t('welcome.own')}
        </Button>
      </div>
      <p className={classes.promise}>{t('welcome.promise')}</p>
    </main>
  );
}
