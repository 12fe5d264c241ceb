import { useComputedColorScheme } from '@mantine/core';
import type { Sigma } from 'sigma';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { darkInk, lightInk, type Ink } from '../../../parts/chart-ink.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { useSpeech } from '../../../words/language.tsx';
import { useNetworkNames } from '../network-names.ts';
import type { Picture, Sight } from '../picture.ts';
import { LassoLayer } from './lasso-layer.tsx';
import { startStage, type Stage } from './stage.ts';

interface RingViewProps {
  readonly picture: Picture;
  readonly sight: Sight;
  readonly selection: ReadonlySet<string>;
  /** Links and nodes that are drawn above all others, such as a path. */
  readonly marked: ReadonlySet<string>;
  readonly isLasso: boolean;
  readonly onSelect: (ids: readonly string[], isAdded: boolean) => void;
  readonly onExpand: (id: string) => void;
  readonly onSigma: (sigma: Sigma | undefined) => void;
  readonly height: number;
}

/** The network around somebody, drawn with WebGL: thousands of nodes that can be moved, chosen and expanded. */
export function RingView(props: RingViewProps) {
  const { picture, sight, selection, marked, isLasso, onSelect, onExpand, onSigma, height } = props;
  const { t } = useSpeech();
  const names = useNetworkNames();
  const ink: Ink = useComputedColorScheme('light') === 'dark' ? darkInk : lightInk;
  const box = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState<Stage>();
  const [hasFailed, setFailed] = useState(false);
  const pick = useEffectEvent(onSelect);
  const expand = useEffectEvent(onExpand);
  const told = useEffectEvent(onSigma);

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    let made: Stage | undefined;
    let isGone = false;
    startStage(element, {
      pick: (ids, isAdded) => pick(ids, isAdded),
      expand: (id) => expand(id),
    }).then(
      (started) => {
        if (isGone) return started.stop();
        made = started;
        setStage(started);
        told(started.sigma);
        return undefined;
      },
      () => setFailed(true),
    );
    return () => {
      isGone = true;
      made?.stop();
      told(undefined);
    };
  }, []);

  useEffect(() => stage?.draw(picture, { ink, names }), [stage, picture, ink, names]);
  useEffect(() => stage?.show({ sight, selection, marked, ink }), [stage, sight, selection, marked, ink]);

  if (hasFailed) return <EmptyState title={t('network.noWebgl')} hint={t('network.noWebgl.hint')} />;
  return (
    <div style={{ position: 'relative', height, overflow: 'hidden' }}>
      <div ref={box} role="img" aria-label={t('network.picture')} style={{ height: '100%' }} />
      {isLasso && stage !== undefined ? (
        <LassoLayer
          onDone={(line) => onSelect(stage.within(line), false)}
          colour={ink.accent}
          label={t('network.lasso')}
        />
      ) : null}
    </div>
  );
}
