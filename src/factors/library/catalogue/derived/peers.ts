import type { BaseFactor } from '../base-factor.ts';

/** Groups of peers that events of a kind can be told apart by: columns of these events. */
const groups: Readonly<Record<string, readonly string[]>> = {
  'application.submitted': ['employment_area', 'age_band', 'education', 'housing', 'cell_group', 'area', 'everyone'],
  'session.started': ['device_model', 'network', 'cell_group'],
  'shop.reported': ['category', 'category_region'],
  'bank.flow_reported': ['bank', 'everyone'],
  'bureau.reported': ['everyone'],
  'form.filled': ['everyone'],
  'phone.profiled': ['phone_block', 'everyone'],
  'device.profiled': ['carrier', 'everyone'],
  'location.observed': ['cell'],
  'invoice.issued': ['category'],
  'repayment.matched': ['everyone'],
};

/** Aggregates whose value is comparable with the values of single events of others. */
const COMPARABLE = ['mean', 'last', 'max', 'min', 'median'];

/** The factor whose events stand for the peers: the plain mean of the idea in the same window, one for all its aggregates. */
export function peerForm({ pack, idea, window }: BaseFactor): string {
  return `${pack.name}.${idea.name}.mean_${window}`;
}

/** The groups of peers that a factor can be compared with; none when its value is no plain value of its events. */
export function peerGroupsOf({ idea, aggregate }: BaseFactor): readonly string[] {
  if (!COMPARABLE.includes(aggregate) || !['money', 'amount', 'level'].includes(idea.measure)) return [];
  return (groups[idea.source] ?? []).filter((group) => group !== idea.entity);
}
