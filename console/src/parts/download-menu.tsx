import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSpeech } from '../words/language.tsx';

/** One thing that can be taken away from a page. */
export interface Download {
  readonly label: string;
  readonly icon: ReactNode;
  readonly isOff?: boolean;
  readonly onPick: () => void;
}

/** The button behind which a page offers what it shows, in several forms. */
export function DownloadMenu({ items }: { readonly items: readonly Download[] }) {
  const { t } = useSpeech();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t('common.export')} title={t('common.export')}>
          <IconDownload size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ label, icon, isOff = false, onPick }) => (
          <Menu.Item key={label} leftSection={icon} disabled={isOff} onClick={onPick}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
