import { Grid, Stack } from '@mantine/core';
import type { Sigma } from 'sigma';
import { useMemo, useState } from 'react';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useSpeech } from '../../words/language.tsx';
import { NetworkShell } from './network-shell.tsx';
import { NodeSearch } from './node-search.tsx';
import { PictureMenu } from './picture-menu.tsx';
import { PictureTools } from './picture-tools.tsx';
import { sightOf, spanOf } from './picture.ts';
import { SelectionPanel } from './selection-panel.tsx';
import { TimeSlider } from './time-slider.tsx';
import { usePicture } from './use-picture.ts';
import { RingView } from './view/ring-view.tsx';

const HEIGHT = 620;

/** Who is linked to whom: a search, the ring around what was found, and what can be done about it. */
export function LinksPage() {
  const { t } = useSpeech();
  const state = usePicture();
  const { picture, selection, marked, hidden, isLasso, isSharedOnly } = state;
  const [until, setUntil] = useState(Infinity);
  const [sigma, setSigma] = useState<Sigma>();
  const sight = useMemo(
    () => sightOf(picture, { until, hidden, isSharedOnly }),
    [picture, until, hidden, isSharedOnly],
  );
  const span = useMemo(() => spanOf(picture), [picture]);
  return (
    <NetworkShell tab="links" actions={<PictureMenu picture={picture} sigma={sigma} />}>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8.5 }}>
          <Panel title={<NodeSearch onFound={state.begin} />}>
            {state.error === null ? null : <Trouble error={state.error} />}
            {picture.nodes.size === 0 && !state.isLoading ? (
              <EmptyState title={t('network.empty')} hint={t('network.empty.hint')} />
            ) : (
              <Stack gap={6}>
                <PictureTools state={state} sight={sight} onFit={() => void sigma?.getCamera().animatedReset()} />
                <RingView
                  picture={picture}
                  sight={sight}
                  selection={selection}
                  marked={marked}
                  isLasso={isLasso}
                  onSelect={state.select}
                  onExpand={(id) => state.expand([id])}
                  onSigma={setSigma}
                  height={HEIGHT}
                />
                {span === undefined ? null : <TimeSlider span={span} until={until} onChange={setUntil} />}
              </Stack>
            )}
          </Panel>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 3.5 }}>
          <SelectionPanel state={state} sight={sight} />
        </Grid.Col>
      </Grid>
    </NetworkShell>
  );
}
