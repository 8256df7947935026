// The way in for the page: gives the UI kit this page load's style nonce and draws the app.
import { MantineProvider, Title } from '@mantine/core';
import '@mantine/core/styles.css';
import { createRoot } from 'react-dom/client';

const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
const root = document.getElementById('root');
if (!root) throw new Error('The page has no element named root.');

createRoot(root).render(
  <MantineProvider defaultColorScheme="auto" getStyleNonce={nonce}>
    <Title p="xl">Baton</Title>
  </MantineProvider>,
);
