import { libraryPack, on } from '../idea.ts';

/** Bank statements that people and shops share month by month, by category. */
export const bankIdeas = libraryPack(
  {
    name: 'bank',
    version: 1,
    title: { en: 'Bank flow', zh: '银行流水' },
    documentation: {
      en: 'Monthly statements by category: salary, rent, gambling, instalments, transfers, cash, fees, bounced debits, business.',
      zh: '按类别汇总的月度流水：工资、房租、博彩、还贷、转账、现金、手续费、扣款退回、经营收支。',
    },
    reason: { en: 'Money in and out of the bank account', zh: '银行账户收支' },
    purposes: ['underwriting', 'servicing'],
    consent: 'bureau',
  },
  on(
    'bank.flow_reported',
    { by: 'person', tempo: 'steady' },
    `
    statements        | reports                                  | statements shared                      | 流水报告
    salary_in         | money salary_minor                       | salaries received                      | 工资收入
    other_in          | money other_in_minor                     | other money received                   | 其他收入
    total_in          | money salary_minor+other_in_minor        | personal money received                | 个人总收入
    salary_share      | level salary_minor/other_in_minor        | salaries against other income          | 工资与其他收入之比
    rent_out          | money rent_minor                         | rents paid                             | 房租支出
    bills_out         | money bills_minor                        | bills paid                             | 生活缴费
    gambling_out      | money gambling_minor                     | money spent on games of chance         | 博彩支出
    gambling_share    | level gambling_minor/salary_minor        | games of chance against salary         | 博彩与工资之比
    gambles           | reports ? gambling_minor>0                | statements with games of chance        | 含博彩的月份
    loans_out         | money loan_repayment_minor               | instalments paid elsewhere             | 他处还贷支出
    loans_share       | level loan_repayment_minor/salary_minor  | instalments against salary             | 还贷与工资之比
    loans_in          | money loan_proceeds_minor                | loans received                         | 贷款入账
    borrowing         | reports ? loan_proceeds_minor>0           | statements with a new loan             | 有新贷款的月份
    transfers_out     | money transfers_out_minor                | transfers to people                    | 转账支出
    transfers_in      | money transfers_in_minor                 | transfers from people                  | 转账收入
    net_transfers     | money transfers_in_minor-transfers_out_minor | net transfers                      | 转账净额
    cash_out          | money cash_minor                         | cash drawn                             | 取现
    cash_share        | level cash_minor/salary_minor            | cash against salary                    | 取现与工资之比
    fees              | money fees_minor                         | fees paid                              | 手续费
    bounced           | amount bounced                           | bounced debits                         | 扣款退回次数
    bounced_months    | reports ? bounced>0                       | statements with bounced debits         | 有退票的月份
    end_balance       | money balance_end_minor                  | balances at the end of a month         | 月末余额
    low_balance       | money balance_low_minor                  | lowest balances of a month             | 月内最低余额
    cushion           | level balance_low_minor/salary_minor     | lowest balances against salary         | 最低余额与工资之比
    empty             | reports ? balance_low_minor<10000         | statements that touched zero           | 余额见底的月份
    transactions      | amount transactions                      | transactions                           | 交易笔数
    counterparties    | level counterparties                     | counterparties a month                 | 交易对手数
    top_counterparty  | level top_counterparty_share             | shares of the largest counterparty     | 最大对手占比
    salary_day        | level salary_day                         | days of the month salaries come        | 发薪日
    no_salary         | reports ? salary_minor=0                  | statements without a salary            | 无工资的月份
    banks             | text bank                                | banks                                  | 银行
    payday_rich       | reports ? salary_minor>1000000            | statements with a high salary          | 高工资月份
    business_in       | money business_in_minor ? business_in_minor>0 | business money received           | 经营收入
    business_out      | money business_out_minor ? business_in_minor>0 | business money paid              | 经营支出
    business_margin   | level business_out_minor/business_in_minor | business money paid against received | 经营支出收入比
    round_trip        | money round_trip_minor ? business_in_minor>0 | money that came back within days   | 短期回流资金
    round_trip_share  | level round_trip_minor/business_in_minor | shares of business money that came back within days | 回流占经营收入
    circular          | reports ? business_in_minor>0 & round_trip_minor>1000000 | statements with much money going round | 大额资金空转月份
    business_top      | level top_counterparty_share ? business_in_minor>0 | shares of the firm’s largest counterparty | 经营最大对手占比
    `,
  ),
  on(
    'bank.flow_reported',
    { by: 'bank', tempo: 'steady' },
    `
    bank_customers    | text person                              | customers                              | 客户
    bank_salaries     | money salary_minor                       | salaries received                      | 工资收入
    bank_bounced      | amount bounced                           | bounced debits                         | 扣款退回次数
    `,
  ),
);
