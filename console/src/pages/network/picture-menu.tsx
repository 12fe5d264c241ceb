import { Menu, ActionIcon } from '@mantine/core';
import { IconBraces, IconDownload, IconFileSpreadsheet, IconPhoto } from '@tabler/icons-react';
import type { Sigma } from 'sigma';
import type { NetworkLink } from '../../api/contract.ts';
import { csvOf, saveText } from '../../parts/export-text.ts';
import type { Column } from '../../parts/table-column.ts';
import { useSpeech } from '../../words/language.tsx';
import type { Picture } from './picture.ts';
import { savePicture } from './view/save-picture.ts';

const plain = (key: keyof NetworkLink): Column<NetworkLink> => ({
  key,
  header: key,
  draw: (row) => row[key],
  value: (row) => row[key],
});
const columns = (['from', 'relation', 'to', 'strength', 'events', 'firstAt', 'lastAt'] as const).map(plain);

/** The picture as an image, its links as a table, all of it as JSON. */
export function PictureMenu({ picture, sigma }: { readonly picture: Picture; readonly sigma: Sigma | undefined }) {
  const { t } = useSpeech();
  const links = [...picture.links.values()];
  const nodes = [...picture.nodes.values()];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t('common.export')} title={t('common.export')}>
          <IconDownload size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPhoto size={14} />}
          disabled={sigma === undefined}
          onClick={() => (sigma === undefined ? undefined : savePicture(sigma, 'network.png'))}
        >
          {t('network.export.image')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileSpreadsheet size={14} />}
          onClick={() => saveText('network-links.csv', 'text/csv', csvOf(links, columns))}
        >
          {t('network.export.links')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBraces size={14} />}
          onClick={() => saveText('network.json', 'application/json', `${JSON.stringify({ nodes, links }, null, 2)}\n`)}
        >
          {t('common.export.json')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
