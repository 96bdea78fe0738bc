import { MantineProvider } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { useSettings, useSettingsFeed } from './client/settings-store';
import { useStationFeed } from './client/station-store';
import { useTrainingFeed } from './client/training-store';
import { ConnectionBanner } from './connection-banner';
import classes from './app.module.css';
import { applyLanguage, systemLanguage } from './ui/i18n';
import { InspectScreen } from './inspect/inspect-screen';
import { useInspectionFeed } from './inspect/use-inspection-feed';
import { NavigationRail } from './navigation-rail';
import { useRoute, type Route } from './ui/route';
import { theme } from './ui/theme';
import { NoticeList } from './ui/notices';

const RecipesScreen = lazy(async () => ({
  default: (await import('./recipes/recipes-screen')).RecipesScreen,
}));
const RecordsScreen = lazy(async () => ({
  default: (await import('./records/records-screen')).RecordsScreen,
}));
const SettingsScreen = lazy(async () => ({
  default: (await import('./settings/settings-screen')).SettingsScreen,
}));
const TrainScreen = lazy(async () => ({
  default: (await import('./train/train-screen')).TrainScreen,
}));
const WelcomeScreen = lazy(async () => ({
  default: (await import('./welcome/welcome-screen')).WelcomeScreen,
}));

export function App() {
  useSettingsFeed();
  useStationFeed();
  useTrainingFeed();
  useInspectionFeed();
  const settings = useSettings();
  const language = settings?.language ?? systemLanguage();
  useEffect(() => applyLanguage(language), [language]);
  const scheme = settings?.theme ?? 'auto';

  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      {...(scheme === 'auto' ? {} : { forceColorScheme: scheme })}
    >
      <ConnectionBanner />
      <Suspense>{settings && !settings.welcomed ? <WelcomeScreen /> : <Station />}</Suspense>
      <NoticeList />
    </MantineProvider>
  );
}

function Station() {
  const [route] = useRoute();
  return (
    <div className={classes.station}>
      <NavigationRail />
      <main className={classes.screen} key={route}>
        <Suspense>
          <Screen route={route} />
        </Suspense>
      </main>
    </div>
  );
}

function Screen({ route }: { route: Route }) {
  switch (route) {
    case 'inspect':
      return <InspectScreen />;
    case 'recipes':
      return <RecipesScreen />;
    case 'train':
      return <TrainScreen />;
    case 'records':
      return <RecordsScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}
