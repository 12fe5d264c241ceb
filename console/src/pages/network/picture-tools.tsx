import { ActionIcon, Button, Checkbox, Group, Loader, Menu, Select, Text, TextInput } from '@mantine/core';
import { IconAffiliate, IconArrowBackUp, IconArrowsMaximize, IconFilter, IconLasso } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useSpeech } from '../../words/language.tsx';
import { useNetworkNames } from './network-names.ts';
import type { Sight } from './picture.ts';
import type { PictureState } from './use-picture.ts';

interface PictureToolsProps {
  readonly state: PictureState;
  readonly sight: Sight;
  readonly onFit: () => void;
}

/** Above the picture: how far, of which relations, as of when; lasso, a step back, all in view. */
export function PictureTools({ state, sight, onFit }: PictureToolsProps) {
  const { t, format } = useSpeech();
  const { at, hops, isLasso, isLoading } = state;
  return (
    <Group gap="xs">
      <Select
        w={110}
        aria-label={t('network.hops')}
        data={[1, 2, 3].map((n) => ({ value: String(n), label: t('network.hops.n', { n }) }))}
        value={String(hops)}
        allowDeselect={false}
        onChange={(value) => state.setHops(Number(value))}
      />
      <RelationFilter state={state} />
      <TextInput
        type="date"
        aria-label={t('network.asOf')}
        title={t('network.asOf')}
        value={at?.slice(0, 10) ?? ''}
        onChange={({ currentTarget: { value } }) => state.setAt(value === '' ? undefined : `${value}T23:59:59.999Z`)}
      />
      <ToolButton
        label={t('network.sharedOnly')}
        isOn={state.isSharedOnly}
        onClick={() => state.setSharedOnly(!state.isSharedOnly)}
      >
        <IconAffiliate size={15} />
      </ToolButton>
      <ToolButton label={t('network.lasso')} isOn={isLasso} onClick={() => state.setLasso(!isLasso)}>
        <IconLasso size={15} />
      </ToolButton>
      <ToolButton label={t('network.undo')} isOff={!state.canUndo} onClick={state.undo}>
        <IconArrowBackUp size={15} />
      </ToolButton>
      <ToolButton label={t('network.fit')} onClick={onFit}>
        <IconArrowsMaximize size={15} />
      </ToolButton>
      <Text size="xs" c="dimmed" className="number">
        {t('network.counts', { nodes: format.count(sight.nodes.size), links: format.count(sight.links.size) })}
      </Text>
      {state.picture.cut.size === 0 ? null : (
        <Text size="xs" c="dimmed">
          {t('network.cut', { n: state.picture.cut.size })}
        </Text>
      )}
      {isLoading ? <Loader size={14} /> : null}
    </Group>
  );
}

interface ToolButtonProps {
  readonly label: string;
  readonly isOn?: boolean;
  readonly isOff?: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function ToolButton({ label, isOn = false, isOff = false, onClick, children }: ToolButtonProps) {
  return (
    <ActionIcon
      size={30}
      variant={isOn ? 'filled' : 'default'}
      disabled={isOff}
      aria-label={label}
      aria-pressed={isOn}
      title={label}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

/** Relations of the picture with how many links each has; unticked ones are not drawn. */
function RelationFilter({ state: { picture, hidden, toggleRelation } }: { readonly state: PictureState }) {
  const { t } = useSpeech();
  const names = useNetworkNames();
  const counts = useMemo(() => {
    const found = new Map<string, number>();
    for (const { relation } of picture.links.values()) found.set(relation, (found.get(relation) ?? 0) + 1);
    return [...found].toSorted((a, b) => b[1] - a[1]);
  }, [picture]);
  return (
    <Menu closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconFilter size={14} />}>
          {t('network.relations')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {counts.map(([relation, n]) => (
          <Menu.Item key={relation} component="div">
            <Checkbox
              size="xs"
              label={`${names.relation(relation)} · ${n}`}
              checked={!hidden.has(relation)}
              onChange={() => toggleRelation(relation)}
            />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
