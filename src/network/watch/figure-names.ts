import { recordKinds } from '../links/records-of.ts';
import { relations } from '../links/relations.ts';

/** Factors that are read of every applicant that is watched: one step away and quickly read. */
export const nearFactors = [
  'graph.device.hop1.partners_30d',
  'graph.device.hop1.rejected_share_all',
  'graph.card.hop1.partners_all',
  'graph.emergency.hop1.partners_all',
  'graph.kin.hop1.partners_all',
  'graph.kin.hop1.applied_lately_30d',
  'graph.listed_by.hop1.partners_all',
  'graph.listed_by.hop1.number_age_mean',
  'graph.listed_by.hop1.overdue_share_all',
] as const;

/** Factors that are read of a few of them: they look at many people. */
export const deepFactors = [
  'graph.network.hop1.partners_30d',
  'graph.lists.hop1.partners_all',
  'graph.co_listed.hop1.partners_all',
  'graph.home.hop1.applied_lately_7d',
  'graph.employer.hop1.applied_lately_7d',
  'graph.group.size',
  'graph.group.growth_7d',
  'graph.local.partners',
  'graph.local.density',
  'graph.risk.overdue',
  'graph.risk.bad',
  'graph.walk.rejected',
] as const;

/** Factors of applicants that are watched. */
export const watchedFactors = [...nearFactors, ...deepFactors] as const;

/** Relations whose things' degrees are watched. */
export const watchedDegrees = ['device', 'network', 'phone', 'listed', 'emergency', 'card', 'home'] as const;

const plain: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  'groups.births': { en: 'groups that came to be', zh: '新生群体数' },
  'groups.merges': { en: 'groups that merged', zh: '合并群体数' },
  'groups.splits': { en: 'groups that split', zh: '分裂群体数' },
  'groups.bursts': { en: 'groups that grew by a half', zh: '快速增长群体数' },
  'groups.count': { en: 'groups', zh: '群体数' },
  'groups.modularity': { en: 'modularity', zh: '模块度' },
  'groups.largest_growth': { en: 'members gained by the group that grew most', zh: '增长最多群体的新增成员数' },
  'components.count': { en: 'components among bound nodes', zh: '连通分量数' },
  'components.largest_share': { en: 'share of the largest component', zh: '最大连通分量占比' },
  'nodes.person': { en: 'new people', zh: '新增人数' },
};

/** What a figure is called. */
export function figureWords(figure: string): { readonly en: string; readonly zh: string } {
  const known = plain[figure];
  if (known !== undefined) return known;
  const [family = '', ...rest] = figure.split('.');
  const name = rest.join('.');
  const relation = relations.find((one) => one.name === name);
  const record = recordKinds.find(({ kind }) => kind === name);
  if (family === 'links') return { en: `new links: ${relation?.en ?? name}`, zh: `新增关联：${relation?.zh ?? name}` };
  if (family === 'degree') {
    return {
      en: `holders of what was touched: ${relation?.en ?? name}`,
      zh: `当日涉及实体的度：${relation?.zh ?? name}`,
    };
  }
  if (family === 'busiest') {
    return {
      en: `most people with one thing in a day: ${relation?.en ?? name}`,
      zh: `单日同一实体最多人数：${relation?.zh ?? name}`,
    };
  }
  if (family === 'outcome')
    return { en: `outcomes of people: ${record?.en ?? name}`, zh: `当日${record?.zh ?? name}人次` };
  if (family === 'attribute') return { en: record?.en ?? name, zh: record?.zh ?? name };
  return { en: figure, zh: figure };
}
