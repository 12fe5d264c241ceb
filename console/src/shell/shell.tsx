import { AppShell } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet } from 'react-router';
import { useSpeech } from '../words/language.tsx';
import { HeaderBar } from './header-bar.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { Palette } from './palette.tsx';
import { Sidebar } from './sidebar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** Frame of every page behind the sign-in. */
export function Shell() {
  const { t } = useSpeech();
  const [menu, { toggle, close }] = useDisclosure();
  const [help, helpControl] = useDisclosure();
  useShortcuts(helpControl.toggle);
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 208, breakpoint: 'md', collapsed: { mobile: !menu } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <HeaderBar isMenuOpen={menu} onMenu={toggle} onHelp={helpControl.open} />
      <Sidebar onChoose={close} />
      <AppShell.Main id="content">
        <Outlet />
      </AppShell.Main>
      <Palette />
      <HelpDialog opened={help} onClose={helpControl.close} />
    </AppShell>
  );
}
