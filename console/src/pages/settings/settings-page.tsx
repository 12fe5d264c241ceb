import { Tabs } from '@mantine/core';
import { useRights } from '../../api/session.ts';
import { Page } from '../../parts/page.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { useSpeech } from '../../words/language.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { SessionPanel } from './session-panel.tsx';
import { UsersPanel } from './users-panel.tsx';

export function SettingsPage() {
  const { t } = useSpeech();
  const { administer, audit } = useRights();
  const { values, change } = useUrlState(['tab'] as const);
  const tabs = [
    ...(administer ? (['users', 'keys'] as const) : []),
    ...(audit ? (['audit'] as const) : []),
    'session' as const,
  ];
  const shown = tabs.find((tab) => tab === values.tab) ?? tabs[0] ?? 'session';
  return (
    <Page title={t('nav.settings')}>
      <Tabs value={shown} onChange={(tab) => change({ tab })} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`settings.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="users">
          <UsersPanel />
        </Tabs.Panel>
        <Tabs.Panel value="keys">
          <KeysPanel />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <AuditPanel />
        </Tabs.Panel>
        <Tabs.Panel value="session">
          <SessionPanel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
