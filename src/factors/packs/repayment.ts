import type { FactorDefinition } from '../definition.ts';
import { derived, factor } from '../build.ts';

const late = { from: 'loan.delinquent', where: { path: 'dpd', op: '>=', value: 30 } } as const;

/** How the person, and others who share something with him, repaid us. */
export const repaymentPack: readonly FactorDefinition[] = [
  factor('repayment.loans', ['loans so far', '历史借款笔数'], { from: 'loan.disbursed', take: 'count' }),
  factor('repayment.settled', ['loans repaid in full', '结清笔数'], { from: 'loan.settled', take: 'count' }),
  factor('repayment.charged_off', ['loans written off', '核销笔数'], { from: 'loan.charged_off', take: 'count' }),
  factor('repayment.principal_total', ['principal borrowed so far', '累计借款本金'], {
    from: 'loan.disbursed',
    take: 'sum',
    field: 'principalMinor',
  }),
  factor('repayment.payments_90d', ['payments in 90 days', '90天还款次数'], {
    from: 'payment.received',
    take: 'count',
    days: 90,
  }),
  factor('repayment.paid_90d', ['amount paid in 90 days', '90天还款额'], {
    from: 'payment.received',
    take: 'sum',
    field: 'amountMinor',
    days: 90,
  }),
  factor('repayment.failed_90d', ['failed collections in 90 days', '90天扣款失败次数'], {
    from: 'payment.failed',
    take: 'count',
    days: 90,
  }),
  factor('repayment.days_since_payment', ['days since the last payment', '最近还款距今天数'], {
    from: 'payment.received',
    take: 'days_since_last',
  }),
  factor('repayment.delinquencies_365d', ['times past due in a year', '一年逾期次数'], {
    from: 'loan.delinquent',
    take: 'count',
    days: 365,
  }),
  factor('repayment.worst_dpd', ['most days past due ever', '最大逾期天数'], {
    from: 'loan.delinquent',
    take: 'max',
    field: 'dpd',
  }),
  factor('repayment.days_since_delinquency', ['days since last past due', '最近逾期距今天数'], {
    from: 'loan.delinquent',
    take: 'days_since_last',
  }),
  factor('repayment.cured', ['times cured', '逾期回正次数'], { from: 'loan.cured', take: 'count' }),
  factor('repayment.declined_90d', ['times declined in 90 days', '90天被拒次数'], {
    from: 'application.decided',
    take: 'count',
    where: { path: 'outcome', op: '=', value: 'declined' },
    days: 90,
  }),
  factor('repayment.device_late', ['loans from the device 30 days past due', '设备逾期30天笔数'], {
    ...late,
    entity: 'device',
    take: 'distinct',
    field: '@loan',
  }),
  factor('repayment.device_loans', ['loans from the device', '设备借款笔数'], {
    from: 'loan.disbursed',
    entity: 'device',
    take: 'count',
  }),
  factor('repayment.cell_late', ['loans of the map cell 30 days past due', '网格逾期30天笔数'], {
    ...late,
    entity: 'cell',
    take: 'distinct',
    field: '@loan',
    consent: 'location',
  }),
  factor('repayment.cell_loans', ['loans of the map cell', '网格借款笔数'], {
    from: 'loan.disbursed',
    entity: 'cell',
    take: 'count',
    consent: 'location',
  }),
  derived('repayment.cell_late_share', ['share of the map cell past due', '网格逾期占比'], {
    op: 'ratio',
    left: 'repayment.cell_late',
    right: 'repayment.cell_loans',
  }),
];
