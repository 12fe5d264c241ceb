import { notifications } from '@mantine/notifications';
import { IconBraces, IconFileSpreadsheet, IconTerminal } from '@tabler/icons-react';
import type { Endpoint } from '../api/contract.ts';
import { urlOf, type Query } from '../api/request.ts';
import { useSpeech } from '../words/language.tsx';
import { DownloadMenu } from './download-menu.tsx';
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
  const json = (): void => saveText(`${name}.json`, 'application/json', `${JSON.stringify(rows, null, 2)}\n`);
  return (
    <DownloadMenu
      items={[
        {
          label: t('common.export.csv'),
          icon: <IconFileSpreadsheet size={14} />,
          onPick: () => saveText(`${name}.csv`, 'text/csv', csvOf(rows, columns)),
        },
        { label: t('common.export.json'), icon: <IconBraces size={14} />, onPick: json },
        { label: t('common.export.curl'), icon: <IconTerminal size={14} />, onPick: copy },
      ]}
    />
  );
}
