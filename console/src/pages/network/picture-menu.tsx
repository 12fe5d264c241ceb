import { IconBraces, IconFileSpreadsheet, IconPhoto } from '@tabler/icons-react';
import type { Sigma } from 'sigma';
import type { NetworkLink } from '../../api/contract.ts';
import { csvOf, saveText } from '../../parts/export-text.ts';
import { DownloadMenu } from '../../parts/download-menu.tsx';
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
  const json = (): string => `${JSON.stringify({ nodes, links }, null, 2)}\n`;
  return (
    <DownloadMenu
      items={[
        {
          label: t('network.export.image'),
          icon: <IconPhoto size={14} />,
          isOff: sigma === undefined,
          onPick: () => (sigma === undefined ? undefined : savePicture(sigma, 'network.png')),
        },
        {
          label: t('network.export.links'),
          icon: <IconFileSpreadsheet size={14} />,
          onPick: () => saveText('network-links.csv', 'text/csv', csvOf(links, columns)),
        },
        {
          label: t('common.export.json'),
          icon: <IconBraces size={14} />,
          onPick: () => saveText('network.json', 'application/json', json()),
        },
      ]}
    />
  );
}
