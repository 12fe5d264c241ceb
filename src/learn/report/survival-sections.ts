import { importance } from './binary-sections.ts';
import { plotsHtml, section, type Section } from './page.ts';
import { guide, line, type TitledPlot } from './plots.ts';
import { profile } from './profile-section.ts';
import { survivalRace } from './race-section.ts';
import type { SurvivalReport } from './survival-report.ts';
import type { Mark } from './svg.ts';

/** The sections of a report on a survival model. */
export function survivalSections(report: SurvivalReport): Section[] {
  const all = [curves(report), importance(report), survivalRace(report.race), profile(report.profile)];
  return all.filter((part): part is Section => part !== undefined);
}

function curves({ groups, times }: SurvivalReport): Section {
  const at = (w: number): number => times[w] as number;
  const marks = groups.flatMap(({ predicted, observed }, k): Mark[] => [
    line(k, [{ x: 0, y: 0 }, ...predicted.map((y, w) => ({ x: at(w), y }))]),
    { kind: 'dots', tone: k, points: observed.map((y, w) => ({ x: at(w), y })) },
  ]);
  const legend = groups.map(({ name }, tone) => ({ name, tone }));
  const both: TitledPlot = {
    title: 'Predicted and observed',
    chinese: '预测与实际',
    marks,
    xLabel: 'time',
    yLabel: 'chance of the event',
    legend,
  };
  const top =
    1.05 *
    Math.max(1e-9, ...groups.flatMap(({ predicted, observed }) => [predicted.at(-1) ?? 0, observed.at(-1) ?? 0]));
  const ends: TitledPlot = {
    title: 'At the last window',
    chinese: '末期校准',
    xLabel: 'predicted',
    yLabel: 'observed',
    xRange: [0, top],
    yRange: [0, top],
    marks: [
      guide([0, 0], [top, top]),
      {
        kind: 'dots',
        tone: 0,
        points: groups.map(({ name, predicted, observed }) => ({
          x: predicted.at(-1) ?? 0,
          y: observed.at(-1) ?? 0,
          size: 4,
          label: name,
        })),
      },
    ],
  };
  const text =
    'Lines: mean predicted chance of the event by fifths of risk. Dots: observed in the same rows (1 - Kaplan-Meier).';
  return section('curves', ['PD curves', '违约概率曲线'], `<p class="soft">${text}</p>${plotsHtml([both, ends])}`);
}
