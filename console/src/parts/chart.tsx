import { Skeleton, useComputedColorScheme } from '@mantine/core';
import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import { darkInk, lightInk, type Ink } from './chart-ink.ts';

interface ChartProps {
  /** Makes the option from the colours of the mode; keep it stable with useCallback or module scope. */
  readonly option: (ink: Ink) => EChartsCoreOption;
  readonly height?: number;
  /** What the chart shows, for readers who do not see it. */
  readonly label: string;
  readonly onPick?: (data: unknown) => void;
}

/** The one chart of the console: loads the engine on first use, follows its size and the colour mode. */
export function Chart({ option, height = 240, label, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts>();
  const ink = useComputedColorScheme('light') === 'dark' ? darkInk : lightInk;

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    let made: ECharts | undefined;
    let isGone = false;
    void import('./chart-engine.ts').then(({ init }) => {
      if (isGone) return;
      made = init(element, undefined, { renderer: 'svg' });
      setChart(made);
    });
    const observer = new ResizeObserver(() => made?.resize());
    observer.observe(element);
    return () => {
      isGone = true;
      observer.disconnect();
      made?.dispose();
    };
  }, []);

  useEffect(() => {
    chart?.setOption({ ...base(ink), ...option(ink) }, { notMerge: true });
  }, [chart, option, ink]);

  useEffect(() => {
    if (chart === undefined || onPick === undefined) return undefined;
    const pick = (event: { data?: unknown }): void => onPick(event.data);
    chart.on('click', pick);
    return () => void chart.off('click', pick);
  }, [chart, onPick]);

  return (
    <div style={{ position: 'relative', height }}>
      <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />
      {chart === undefined ? <Skeleton height={height} pos="absolute" top={0} /> : null}
    </div>
  );
}

function base(ink: Ink): EChartsCoreOption {
  return {
    color: [...ink.series],
    backgroundColor: 'transparent',
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink.text, fontSize: 11 },
    animationDuration: 250,
    animationDurationUpdate: 250,
  };
}
