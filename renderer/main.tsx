import './strict-page';
import '@mantine/core/styles.css';
import './page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { createClient } from './client/client';
import { ClientContext } from './client/client-context';
import { connect } from './client/connect';
import { startLanguages } from './ui/i18n';

startLanguages();
const client = createClient();
connect(client);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <ClientContext value={client}>
      <App />
    </ClientContext>
  </StrictMode>,
);
