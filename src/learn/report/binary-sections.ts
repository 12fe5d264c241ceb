import { barListSvg, beeswarmSvg } from './beeswarm-svg.ts';
import { decisions } from './decision-section.ts';
import { dependences } from './dependence-section.ts';
import { fairness } from './fairness-section.ts';
import { section, type Section } from './page.ts';
import { profile } from './profile-section.ts';
import { race } from './race-section.ts';
import { ranking } from './ranking-section.ts';
import { rejectInference } from './reject-section.ts';
import type { BinaryReport, FeatureShare } from './report-data.ts';
import { scores } from './score-section.ts';
import { stability } from './stability-section.ts';

/** The sections of a report on a binary model; those without data are left out. */
export function binarySections(report: BinaryReport): Section[] {
  const all: (Section | undefined)[] = [
    ranking(report),
    scores(report),
    decisions(report),
    importance(report),
    section('shap', ['Contributions', '贡献分布 (SHAP)'], `<div class="plot">${beeswarmSvg(report.shap)}</div>`),
    dependences(report),
    stability(report),
    fairness(report),
    rejectInference(report.rejects),
    race(report.race),
    profile(report.profile),
  ];
  return all.filter((part): part is Section => part !== undefined);
}

/** The features that count most. */
export function importance({ importance: shares }: { readonly importance: readonly FeatureShare[] }): Section {
  const bars = shares.slice(0, 20).map(({ name, share }) => ({ name, value: share }));
  return section('importance', ['Importance', '特征重要性'], `<div class="plot">${barListSvg(bars)}</div>`);
}
