import type { WordList } from './pair.ts';

export const mapWords = {
  'nav.map': ['Map', '地图'],
  'map.hint': ['where applications come from, in hexagons of the H3 grid', '申请来源地，按 H3 六边形网格'],
  'map.span': ['Span', '时间范围'],
  'map.days': ['{n} days', '{n} 天'],
  'map.resolution': ['Size of hexagons', '网格大小'],
  'map.h3': ['H3 level {n}', 'H3 {n} 级'],
  'map.measure': ['Measure', '指标'],
  'map.applications': ['Applications', '申请数'],
  'map.surge': ['Surge', '突增'],
  'map.approved': ['Approved', '通过率'],
  'map.bad': ['Ever 30+', '曾逾期30+'],
  'map.frauds': ['Frauds', '欺诈数'],
  'map.recent': ['Last 30 days', '近30天'],
  'map.people': ['People', '人数'],
  'map.place': ['Centre', '中心点'],
  'map.table': ['Hexagons that stand out', '突出的网格'],
  'map.table.hint': [
    'a surge counts standard errors above what the days before let expect',
    '突增为高于此前预期的标准误倍数',
  ],
  'map.tip': [
    '{applications} applications of {people} people, {recent} in the last 30 days',
    '{people} 人 {applications} 次申请，近30天 {recent} 次',
  ],
  'map.tip.loans': ['{loans} loans, {bad} ever 30+ days late', '{loans} 笔贷款，{bad} 笔曾逾期30天以上'],
  'map.none': ['No application has a place yet', '暂无带位置的申请'],
  'map.none.hint': ['Applications carry latitude and longitude of the address.', '申请中需包含地址经纬度。'],
} as const satisfies WordList;
