import {
  ActionIcon,
  AppShell,
  Burger,
  Button,
  Group,
  Kbd,
  Text,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconKeyboard, IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useSpeech } from '../words/language.tsx';
import { AccountMenu } from './account-menu.tsx';

interface HeaderBarProps {
  readonly isMenuOpen: boolean;
  readonly onMenu: () => void;
  readonly onHelp: () => void;
}

export function HeaderBar({ isMenuOpen, onMenu, onHelp }: HeaderBarProps) {
  const { t, language, setLanguage } = useSpeech();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const themeLabel = t(isDark ? 'shell.light' : 'shell.dark');
  return (
    <AppShell.Header>
      <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
        <Group gap="xs" wrap="nowrap">
          <Burger opened={isMenuOpen} onClick={onMenu} hiddenFrom="md" size="sm" aria-label={t('shell.menu')} />
          <Link to="/" className="plain-link" aria-label="Tallystick">
            <Group gap={8} wrap="nowrap">
              <img src="/favicon.svg" alt="" width={22} height={22} />
              <Text fw={600} visibleFrom="xs">
                Tallystick
              </Text>
            </Group>
          </Link>
        </Group>
        <Group gap={6} wrap="nowrap">
          <Button
            variant="default"
            leftSection={<IconSearch size={14} />}
            rightSection={<Kbd size="xs">Ctrl K</Kbd>}
            onClick={spotlight.open}
            visibleFrom="sm"
            c="dimmed"
            fw={400}
          >
            {t('shell.search')}
          </Button>
          <ActionIcon
            variant="default"
            size={30}
            hiddenFrom="sm"
            onClick={spotlight.open}
            aria-label={t('shell.search')}
          >
            <IconSearch size={16} />
          </ActionIcon>
          <Button
            variant="default"
            px={8}
            aria-label={t('shell.language.label')}
            onClick={() => setLanguage(language === 'en' ? 'zh' : 'en')}
          >
            {t('shell.language')}
          </Button>
          <Tooltip label={themeLabel}>
            <ActionIcon
              variant="default"
              size={30}
              aria-label={themeLabel}
              onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
            >
              {isDark ? <IconSun size={16} /> : <IconMoon size={16} />}
            </ActionIcon>
          </Tooltip>
          <Tooltip label={`${t('shell.help')} ( ? )`}>
            <ActionIcon variant="default" size={30} visibleFrom="sm" aria-label={t('shell.help')} onClick={onHelp}>
              <IconKeyboard size={16} />
            </ActionIcon>
          </Tooltip>
          <AccountMenu />
        </Group>
      </Group>
    </AppShell.Header>
  );
}
