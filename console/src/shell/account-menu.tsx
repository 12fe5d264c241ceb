import { ActionIcon, Menu } from '@mantine/core';
import { IconLogout, IconSettings, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { endpoints } from '../api/contract.ts';
import { useWrite } from '../api/hooks.ts';
import { useSession } from '../api/session.ts';
import { useSpeech } from '../words/language.tsx';

export function AccountMenu() {
  const { t } = useSpeech();
  const { data: user } = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const leave = useWrite(endpoints.signOut);
  const signOut = (): void =>
    leave.mutate(
      {},
      {
        onSettled: () => {
          client.clear();
          void navigate('/sign-in');
        },
      },
    );
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t('shell.account')}>
          <IconUser size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user?.email}
          {user === undefined ? '' : ` · ${t(`role.${user.role}`)}`}
        </Menu.Label>
        <Menu.Item component={Link} to="/settings?tab=session" leftSection={<IconSettings size={14} />}>
          {t('settings.session')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={14} />} onClick={signOut}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
