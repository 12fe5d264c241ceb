import { Combobox, Group, Loader, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useSpeech } from '../../words/language.tsx';
import { useNetworkNames } from './network-names.ts';

const MINIMUM = 3;

/** Finds a person, a device, an application: by id, token, or an identifier in the clear. */
export function NodeSearch({ onFound }: { readonly onFound: (id: string) => void }) {
  const { t } = useSpeech();
  const names = useNetworkNames();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const box = useCombobox();
  const found = useRead(endpoints.networkSearch, { query: { text: asked } }, { enabled: asked.length >= MINIMUM });
  const items = asked.length < MINIMUM ? [] : (found.data?.items ?? []);
  return (
    <Combobox
      store={box}
      onOptionSubmit={(id) => {
        onFound(id);
        setText('');
        box.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          w={{ base: '100%', sm: 420 }}
          aria-label={t('network.search')}
          placeholder={t('network.search')}
          leftSection={<IconSearch size={15} />}
          rightSection={found.isFetching ? <Loader size={14} /> : null}
          value={text}
          onFocus={() => box.openDropdown()}
          onBlur={() => box.closeDropdown()}
          onChange={(event) => {
            setText(event.currentTarget.value);
            box.openDropdown();
            box.updateSelectedOptionIndex();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={asked.length < MINIMUM || found.data === undefined}>
        <Combobox.Options>
          {items.length === 0 ? <Combobox.Empty>{t('network.search.none')}</Combobox.Empty> : null}
          {items.map(({ id, kind, label, status, links }) => (
            <Combobox.Option key={id} value={id}>
              <Group gap="xs" wrap="nowrap">
                <Text size="sm">{names.kind(kind)}</Text>
                <span className="code">{label}</span>
                {status === '' ? null : <StatusBadge of="node" value={status} />}
                <Text size="xs" c="dimmed">
                  {t('network.links.n', { n: links })}
                </Text>
              </Group>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
