import { useCallback } from 'react';
import type { ModelWindow } from '../../api/contract.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { useSpeech } from '../../words/language.tsx';
import { limitLine } from './limit-line.ts';
import { MonthChart } from './month-chart.tsx';

/** From these on a shift is worth a look, and a shift beyond doubt. */
const [MOVING, DRIFTED] = [0.1, 0.25];

/** Score PSI by month, over what chance alone would do. */
export function PsiMonths({ windows }: { readonly windows: readonly ModelWindow[] }) {
  const { t } = useSpeech();
  const series = useCallback(
    (ink: Ink) => [
      {
        name: t('monitor.psi'),
        type: 'bar',
        barMaxWidth: 22,
        data: windows.map(({ scorePsi, scorePsiNoise }) => ({
          value: scorePsi,
          itemStyle: { color: colourOf(ink, scorePsi ?? 0, scorePsiNoise ?? 0), borderRadius: [2, 2, 0, 0] },
        })),
        itemStyle: { color: ink.accent },
        ...limitLine(ink, [MOVING, DRIFTED]),
      },
      {
        name: t('monitor.noise'),
        type: 'line',
        data: windows.map(({ scorePsiNoise }) => scorePsiNoise),
        symbol: 'none',
        lineStyle: { width: 1, color: ink.dim },
        itemStyle: { color: ink.dim },
      },
    ],
    [windows, t],
  );
  return <MonthChart windows={windows} label={t('monitor.psi')} least={0} series={series} />;
}

function colourOf(ink: Ink, psi: number, noise: number): string {
  if (psi <= Math.max(noise, MOVING)) return ink.good;
  return psi > DRIFTED ? ink.bad : ink.warn;
}
