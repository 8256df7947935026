// The way in for the page: gives the UI kit this page load's style nonce and draws the app.
import './no-eval.ts';
import { MantineProvider } from '@mantine/core';
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import './ui/tokens.css';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { App } from './app.tsx';
import { ErrorBoundary } from './frame/ErrorBoundary.tsx';
import { cssVariables, theme } from './ui/theme.ts';

// Otherwise the first check of a value tries whether it may make code from text, which the page's policy refuses.
config({ jitless: true });

const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// Where the kit's scroll lock looks for it.
Object.assign(window, { __webpack_nonce__: nonce() });
const root = document.getElementById('root');
if (!root) throw new Error('The page has no element named root.');

createRoot(root).render(
  <MantineProvider cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={nonce} theme={theme}>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </MantineProvider>,
);
