import { AppShell, NavLink, Stack, Text } from '@mantine/core';
import { NavLink as RouterLink, useLocation } from 'react-router';
import { useSpeech } from '../words/language.tsx';
import { destinations, type Destination } from './destinations.ts';

const groups = ['work', 'risk', 'system'] as const;

export function Sidebar({ onChoose }: { readonly onChoose: () => void }) {
  const { t } = useSpeech();
  const { pathname } = useLocation();
  const isActive = ({ path }: Destination): boolean => (path === '/' ? pathname === '/' : pathname.startsWith(path));
  return (
    <AppShell.Navbar p="xs" component="nav" aria-label={t('shell.menu')}>
      <Stack gap="md">
        {groups.map((group) => (
          <div key={group}>
            <Text size="xs" c="dimmed" px="sm" pb={4}>
              {t(`nav.group.${group}`)}
            </Text>
            {destinations
              .filter((destination) => destination.group === group)
              .map((destination) => (
                <NavLink
                  key={destination.path}
                  component={RouterLink}
                  to={destination.path}
                  label={t(destination.label)}
                  leftSection={<destination.icon size={16} stroke={1.6} />}
                  active={isActive(destination)}
                  onClick={onChoose}
                  py={6}
                  style={{ borderRadius: 'var(--mantine-radius-sm)' }}
                />
              ))}
          </div>
        ))}
      </Stack>
    </AppShell.Navbar>
  );
}
