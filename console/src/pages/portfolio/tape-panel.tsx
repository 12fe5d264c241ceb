import { useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import { endpoints, type TapeSummary } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { TapeView } from './tape-view.tsx';

/** Loan books that were imported; nothing at all when there are none. */
export function TapePanel() {
  const tapes = useRead(endpoints.tapes);
  const items = tapes.data?.items ?? [];
  return items.length === 0 ? null : <TapeChoice items={items} />;
}

function TapeChoice({ items }: { readonly items: readonly TapeSummary[] }) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<string>();
  const id = chosen ?? items.at(-1)?.tape ?? '';
  const tape = useRead(endpoints.tape, { id });
  return (
    <Panel title={t('tapes.title')} hint={t('tapes.hint')}>
      {items.length < 2 ? null : (
        <SegmentedControl
          mb="sm"
          style={{ alignSelf: 'flex-start' }}
          aria-label={t('tapes.name')}
          data={items.map(({ tape: value, name }) => ({ value, label: name }))}
          value={id}
          onChange={setChosen}
        />
      )}
      <Loaded query={tape} height={260}>
        {(data) => <TapeView tape={data} />}
      </Loaded>
    </Panel>
  );
}
