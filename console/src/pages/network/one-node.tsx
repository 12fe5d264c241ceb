import { Button, Group, Menu, Text } from '@mantine/core';
import { IconArrowsMinimize, IconChevronDown } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { NetworkNode } from '../../api/contract.ts';
import { Facts } from '../../parts/facts.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useSpeech } from '../../words/language.tsx';
import { useNetworkNames } from './network-names.ts';
import type { PictureState } from './use-picture.ts';

const PAGES: Readonly<Record<string, string>> = { person: 'people', application: 'applications', loan: 'loans' };

/** What is known of one node, where else to look, and what to unfold around it. */
export function OneNode({ node, state }: { readonly node: NetworkNode; readonly state: PictureState }) {
  const { t, nameOf, format } = useSpeech();
  const names = useNetworkNames();
  const page = PAGES[node.kind];
  const token = node.id.slice(node.kind.length + 1);
  return (
    <>
      <Facts
        items={[
          [t('network.kind'), names.kind(node.kind)],
          ...(node.status === ''
            ? []
            : [[t('common.status'), <StatusBadge key="s" of="node" value={node.status} />] as const]),
          [t('network.linksOf'), format.count(node.links)],
          ...(node.list === null ? [] : [[t('network.listed'), nameOf('network.list', node.list)] as const]),
          ...(node.community === null
            ? []
            : [
                [
                  t('network.community'),
                  <Link key="c" to={`/network/communities/${encodeURIComponent(node.community)}`}>
                    {node.community}
                  </Link>,
                ] as const,
              ]),
        ]}
      />
      <Group gap="xs">
        <Menu>
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={13} />}>
              {t('network.expand')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => state.expand([node.id])}>{t('network.expand.all')}</Menu.Item>
            {names.relations.map((relation) => (
              <Menu.Item key={relation} onClick={() => state.expand([node.id], relation)}>
                {names.relation(relation)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button
          variant="default"
          leftSection={<IconArrowsMinimize size={13} />}
          onClick={() => state.collapse(node.id)}
        >
          {t('network.collapse')}
        </Button>
        <Button variant="default" onClick={() => state.begin(node.id)}>
          {t('network.centre')}
        </Button>
        {page === undefined ? null : (
          <Button variant="default" component={Link} to={`/${page}/${encodeURIComponent(token)}`}>
            {t('network.open')}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t('network.howTo')}
      </Text>
    </>
  );
}
