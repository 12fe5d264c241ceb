import { libraryPack, on } from '../idea.ts';

/** How loans with us are paid: on time, in part, by which way, after how many attempts. */
export const repaymentIdeas = libraryPack(
  {
    name: 'paying',
    version: 1,
    title: { en: 'Repayment behaviour', zh: '还款行为' },
    documentation: {
      en: 'Payments received and failed, timing against the instalment, methods, streaks and cures.',
      zh: '已收与失败的还款、相对到期日的时间、方式、连续性与恢复。',
    },
    reason: { en: 'Repayment of earlier loans', zh: '历史还款表现' },
    purposes: ['underwriting', 'servicing'],
  },
  on(
    'payment.received',
    { by: 'person', tempo: 'steady' },
    `
    payments        | events                                  | payments                               | 还款
    paid            | money amount_minor                      | amounts paid                           | 还款金额
    debits          | events ? method=auto_debit              | payments by direct debit               | 自动扣款
    transfers       | events ? method=transfer                | payments by transfer                   | 主动转账还款
    paid_by_debit   | money amount_minor ? method=auto_debit  | amounts debited                        | 自动扣款金额
    paid_by_hand    | money amount_minor ? method=transfer    | amounts transferred                    | 主动转账金额
    methods         | text method                             | ways of payment                        | 还款方式
    loans           | text loan_id                            | loans paid                             | 还款贷款
    `,
  ),
  on(
    'payment.failed',
    { by: 'person', tempo: 'brisk' },
    `
    failures        | events                                  | failed payments                        | 失败扣款
    unpaid          | money amount_minor                      | amounts that could not be collected    | 扣款失败金额
    failed_loans    | text loan_id                            | loans with failed payments             | 扣款失败贷款
    no_funds        | events ? reason=insufficient_funds      | payments without funds                 | 余额不足扣款
    failure_reasons | text reason                             | reasons of failure                     | 失败原因
    `,
  ),
  on(
    'repayment.matched',
    { by: 'person', tempo: 'steady' },
    `
    instalments     | events                                  | instalments paid                       | 已还期数
    days_late       | level days_late                         | days late                              | 迟还天数
    late_times      | events ? days_late>0                    | late instalments                       | 迟还期数
    slightly_late   | events ? days_late>0 & days_late<=3     | slightly late instalments              | 轻微迟还期数
    very_late       | events ? days_late>7                    | very late instalments                  | 明显迟还期数
    cured           | events ? days_late>30                   | instalments paid after thirty days late | 逾期30天后还清期数
    on_time         | events ? days_late<=0                   | instalments on time                    | 按时期数
    due             | money due_minor                         | instalments due                        | 应还金额
    short_paid      | money due_minor-paid_minor              | amounts short of the instalment        | 少还金额
    partial         | events ? paid_share<1                   | partial payments                       | 部分还款
    paid_share      | level paid_share                        | shares of the instalment paid          | 实还占比
    attempts        | level attempts                          | attempts until paid                    | 还清所需尝试
    late_first      | events ? instalment=1 & days_late>0     | late first instalments                 | 首期迟还
    reached         | level instalment                        | instalments reached                    | 还款进度
    late_by_hand    | events ? days_late>0 & method=transfer  | late instalments paid by hand          | 主动补还期数
    loans_in_time   | text loan_id ? days_late<=0             | loans paid on time                     | 按时还款贷款
    loans_late      | text loan_id ? days_late>0              | loans paid late                        | 迟还贷款
    `,
  ),
  on(
    'offer.answered',
    { by: 'person', tempo: 'steady' },
    `
    offers          | events                                  | offers answered                        | 报价应答
    accepted        | flag accepted                           | offers accepted                        | 接受报价
    refused         | events ? accepted=0                     | offers refused                         | 拒绝报价
    `,
  ),
);
