// What was deleted and can still be brought back: contacts for thirty days, workflows until the bin is emptied.
import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useKept } from '../state/kept.ts';
import { Page } from '../ui/Page.tsx';
import classes from './bin.module.css';
import { ContactsBin } from './ContactsBin.tsx';
import { WorkflowsBin } from './WorkflowsBin.tsx';

/** The Bin screen. */
export function BinPage(): ReactNode {
  const [tab, setTab] = useKept<string | null>('tab', 'workflows');
  return (
    <Page flush title="Bin">
      <Tabs className={classes.tabs} keepMounted={false} onChange={setTab} value={tab}>
        <Tabs.List className={classes.tabList}>
          <Tabs.Tab value="workflows">Workflows</Tabs.Tab>
          <Tabs.Tab value="contacts">Contacts</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel className={classes.panel} value="workflows">
          <WorkflowsBin />
        </Tabs.Panel>
        <Tabs.Panel className={classes.panel} value="contacts">
          <ContactsBin />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
