import type { Attribute, Mark } from '../links/records-of.ts';

/** Windows of the newest link, days. */
export const windows = [
  { name: '7d', days: 7, en: 'in 7 days', zh: '近7天' },
  { name: '30d', days: 30, en: 'in 30 days', zh: '近30天' },
  { name: '90d', days: 90, en: 'in 90 days', zh: '近90天' },
  { name: 'all', days: Infinity, en: 'ever', zh: '历史' },
] as const;

export type WindowName = (typeof windows)[number]['name'];

/** Outcomes of partners that are counted. */
export const outcomes: readonly { readonly mark: Mark; readonly en: string; readonly zh: string }[] = [
  { mark: 'applied', en: 'that applied', zh: '申请过' },
  { mark: 'rejected', en: 'that were rejected', zh: '被拒' },
  { mark: 'disbursed', en: 'that got a loan', zh: '已放款' },
  { mark: 'overdue', en: 'that were overdue', zh: '逾期过' },
  { mark: 'bad', en: 'that went bad', zh: '坏账' },
  { mark: 'confirmed', en: 'confirmed as frauds', zh: '确认欺诈' },
];

/** Figures of partners that are averaged; `settled` and the like are outcomes. */
export const figures: readonly { readonly attribute: Attribute; readonly en: string; readonly zh: string }[] = [
  { attribute: 'number_age', en: 'age of the number', zh: '号码年龄' },
  { attribute: 'night_share', en: 'share of calls at night', zh: '夜间通话占比' },
  { attribute: 'calls', en: 'calls in 30 days', zh: '30天通话次数' },
  { attribute: 'amount', en: 'amount asked for', zh: '申请金额' },
  { attribute: 'income', en: 'declared income', zh: '申报收入' },
  { attribute: 'age', en: 'age', zh: '年龄' },
  { attribute: 'job_months', en: 'months in the job', zh: '工作月数' },
  { attribute: 'form_seconds', en: 'seconds on the form', zh: '填表秒数' },
  { attribute: 'enquiries', en: 'enquiries of lenders in 30 days', zh: '30天机构查询数' },
  { attribute: 'outstanding', en: 'debt at other lenders', zh: '其他机构负债' },
  { attribute: 'worst_dpd', en: 'worst days past due elsewhere', zh: '外部最长逾期天数' },
  { attribute: 'late_days', en: 'days late with the newest instalment', zh: '最近一期晚还天数' },
];

/** Figures of the person's group. */
export const groupMeasures = [
  { name: 'size', en: 'members of his group', zh: '所在群体规模' },
  { name: 'people', en: 'people in his group', zh: '所在群体人数' },
  { name: 'density', en: 'density of his group', zh: '所在群体密度' },
  { name: 'applied_share', en: 'share of his group that applied', zh: '所在群体申请占比' },
  { name: 'rejected_share', en: 'share of his group that was rejected', zh: '所在群体被拒占比' },
  { name: 'overdue_share', en: 'share of his group that was overdue', zh: '所在群体逾期占比' },
  { name: 'bad_share', en: 'share of his group that went bad', zh: '所在群体坏账占比' },
  { name: 'confirmed_share', en: 'share of his group confirmed as frauds', zh: '所在群体欺诈占比' },
  { name: 'growth_1d', en: 'growth of his group in 24 hours', zh: '所在群体24小时增长' },
  { name: 'growth_7d', en: 'growth of his group in 7 days', zh: '所在群体7天增长' },
  { name: 'age', en: 'age of his group, days', zh: '所在群体存在天数' },
] as const;

export type GroupMeasure = (typeof groupMeasures)[number]['name'];

/** Shape of what lies around the person: partners on strong channels. */
export const localMeasures = [
  { name: 'partners', en: 'people he is strongly linked to', zh: '强关联人数' },
  { name: 'triangles', en: 'pairs of them that are linked without him', zh: '强关联三角数' },
  { name: 'density', en: 'share of such pairs', zh: '强关联密度' },
  { name: 'core', en: 'core number among them', zh: '强关联核数' },
] as const;

export type LocalMeasure = (typeof localMeasures)[number]['name'];

/** Seeds from which risk spreads. */
export const seeds: readonly { readonly mark: Mark; readonly en: string; readonly zh: string }[] = [
  { mark: 'rejected', en: 'rejections', zh: '被拒' },
  { mark: 'overdue', en: 'overdue loans', zh: '逾期' },
  { mark: 'bad', en: 'bad loans', zh: '坏账' },
  { mark: 'confirmed', en: 'confirmed frauds', zh: '确认欺诈' },
];
