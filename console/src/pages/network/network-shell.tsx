import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Page } from '../../parts/page.tsx';
import { useSpeech } from '../../words/language.tsx';

const tabs = ['links', 'findings', 'communities', 'cases', 'watch'] as const;

export type NetworkTab = (typeof tabs)[number];

interface NetworkShellProps {
  readonly tab: NetworkTab;
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The pages of the network under one head. */
export function NetworkShell({ tab, title, actions, children }: NetworkShellProps) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  return (
    <Page title={title ?? t(`network.${tab}`)} hint={t(`network.${tab}.hint`)} actions={actions}>
      <div style={{ overflowX: 'auto' }}>
        <SegmentedControl
          aria-label={t('nav.network')}
          data={tabs.map((value) => ({ value, label: t(`network.${value}`) }))}
          value={tab}
          onChange={(value) => void navigate(value === 'links' ? '/network' : `/network/${value}`)}
        />
      </div>
      {children}
    </Page>
  );
}
