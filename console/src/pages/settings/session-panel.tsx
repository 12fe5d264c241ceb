import { SegmentedControl, Stack, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useSession } from '../../api/session.ts';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';

export function SessionPanel() {
  const { t, language, setLanguage } = useSpeech();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const session = useSession();
  return (
    <Stack gap="md">
      <Panel title={t('settings.session')}>
        <Loaded query={session} height={60}>
          {({ id, email, role, createdAt }) => (
            <Facts
              columns={4}
              items={[
                [t('users.email'), email],
                [t('users.role'), t(`role.${role}`)],
                [t('session.since'), dateOf(createdAt)],
                [t('common.id'), id],
              ]}
            />
          )}
        </Loaded>
      </Panel>
      <Panel title={t('session.preferences')}>
        <Stack gap="sm" align="flex-start">
          <SegmentedControl
            aria-label={t('help.language')}
            data={[
              { value: 'en', label: 'English' },
              { value: 'zh', label: '中文' },
            ]}
            value={language}
            onChange={(value) => setLanguage(value === 'zh' ? 'zh' : 'en')}
          />
          <SegmentedControl<MantineColorScheme>
            aria-label={t('help.theme')}
            data={[
              { value: 'light', label: t('shell.light') },
              { value: 'dark', label: t('shell.dark') },
              { value: 'auto', label: t('shell.auto') },
            ]}
            value={colorScheme}
            onChange={setColorScheme}
          />
        </Stack>
      </Panel>
    </Stack>
  );
}
