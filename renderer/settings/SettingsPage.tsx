// The settings: the workspace, and the channels that messages leave by.
import { Tabs } from '@mantine/core';
import { AtSign, MessageCircle, MessageSquareText, Settings2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { refreshWorkspace, useWorkspace } from '../state/workspace.ts';
import { useSettingsTab, type SettingsTab } from '../state/settings-tab.ts';
import { Loading } from '../ui/Loading.tsx';
import { Page } from '../ui/Page.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { EmailTab } from './EmailTab.tsx';
import { GatewayTab } from './GatewayTab.tsx';
import { GeneralTab } from './GeneralTab.tsx';
import classes from './settings.module.css';

function SetUp({ is }: { readonly is: boolean }): ReactNode {
  return <span className={classes.setUp}>{is ? 'Set up' : 'Not set up'}</span>;
}

/** All settings, one tab for each concern. What is typed in one stays while another is open. */
export function SettingsPage(): ReactNode {
  const page = useWorkspace((workspace) => workspace.settings);
  const tab = useSettingsTab((state) => state.tab);
  const problem = useWorkspace((workspace) => workspace.problem);
  if (!page)
    return (
      <Page title="Settings">
        {problem ? (
          <ProblemNote onRetry={() => void refreshWorkspace()} problem={problem} />
        ) : (
          <Loading what="settings" />
        )}
      </Page>
    );
  const { smtp, sms, whatsapp } = page.settings;
  return (
    <Page flush title="Settings">
      <Tabs
        classNames={{ root: classes.tabs, panel: classes.panel }}
        onChange={(value) => useSettingsTab.setState({ tab: value as SettingsTab })}
        value={tab}
        orientation="vertical"
        variant="pills"
      >
        <Tabs.List className={classes.list}>
          <Tabs.Tab leftSection={<Settings2 size={16} />} value="general">
            General
          </Tabs.Tab>
          <Tabs.Tab leftSection={<AtSign size={16} />} rightSection={<SetUp is={smtp !== null} />} value="smtp">
            Email
          </Tabs.Tab>
          <Tabs.Tab
            leftSection={<MessageSquareText size={16} />}
            rightSection={<SetUp is={sms !== null} />}
            value="sms"
          >
            SMS
          </Tabs.Tab>
          <Tabs.Tab
            leftSection={<MessageCircle size={16} />}
            rightSection={<SetUp is={whatsapp !== null} />}
            value="whatsapp"
          >
            WhatsApp
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="general">
          <GeneralTab page={page} />
        </Tabs.Panel>
        <Tabs.Panel value="smtp">
          <EmailTab page={page} />
        </Tabs.Panel>
        <Tabs.Panel value="sms">
          <GatewayTab name="sms" page={page} />
        </Tabs.Panel>
        <Tabs.Panel value="whatsapp">
          <GatewayTab name="whatsapp" page={page} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
