import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBraces, IconDownload, IconFileSpreadsheet, IconTerminal } from '@tabler/icons-react';
import type { Endpoint } from '../api/contract.ts';
import { urlOf, type Query } from '../api/request.ts';
import { useSpeech } from '../words/language.tsx';
import { curlOf, csvOf, saveText } from './export-text.ts';
import type { Column } from './table-column.ts';

interface ExportMenuProps<T> {
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly endpoint: Endpoint<unknown>;
  readonly query?: Query;
  readonly id?: string;
  readonly name: string;
}

/** CSV and JSON of what is shown, and the request behind it as a curl command. */
export function ExportMenu<T>({ rows, columns, endpoint, query, id, name }: ExportMenuProps<T>) {
  const { t } = useSpeech();
  const copy = (): void => {
    void navigator.clipboard.writeText(curlOf(urlOf(endpoint, { query, id })));
    notifications.show({ message: t('common.copied') });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t('common.export')} title={t('common.export')}>
          <IconDownload size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFileSpreadsheet size={14} />}
          onClick={() => saveText(`${name}.csv`, 'text/csv', csvOf(rows, columns))}
        >
          {t('common.export.csv')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBraces size={14} />}
          onClick={() => saveText(`${name}.json`, 'application/json', `${JSON.stringify(rows, null, 2)}\n`)}
        >
          {t('common.export.json')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTerminal size={14} />} onClick={copy}>
          {t('common.export.curl')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
