import { libraryPack, on } from '../idea.ts';

/** What people ask for, say about themselves, and change from one application to the next. */
export const applicationIdeas = libraryPack(
  {
    name: 'asking',
    version: 1,
    title: { en: 'Applications', zh: '申请' },
    documentation: {
      en: 'Applications of a person: how often, how much, what for, and what he says of work and home.',
      zh: '申请人的历次申请：频率、金额、用途，以及申报的工作与居住信息。',
    },
    reason: { en: 'Earlier and present applications', zh: '历史与本次申请情况' },
    purposes: ['underwriting', 'fraud', 'servicing'],
  },
  on(
    'application.submitted',
    { by: 'person', tempo: 'steady' },
    `
    all             | events                                             | applications                                     | 申请
    unhurried       | events ? form_duration_s>300 & form_idle_s>60      | applications filled in with long pauses           | 长时间停顿的申请
    small           | events ? amount_minor<500000                       | applications for small amounts                    | 小额申请
    large           | events ? amount_minor>=2500000                     | applications for large amounts                    | 大额申请
    short           | events ? term_months<=3                            | applications for three months or less             | 三个月以内的申请
    long            | events ? term_months>=12                           | applications for a year or more                   | 一年以上的申请
    jobless         | events ? employment in unemployed,student          | applications without a job                        | 无工作时的申请
    fresh_job       | events ? job_months<3                              | applications in a new job                         | 入职不满三个月的申请
    for_consumption | events ? purpose=consumption                       | applications for consumption                      | 消费用途的申请
    for_rent        | events ? purpose=rent                              | applications to pay rent                          | 租房用途的申请
    for_education   | events ? purpose=education                         | applications for education                        | 教育用途的申请
    for_medical     | events ? purpose=medical                           | applications for medical bills                    | 医疗用途的申请
    for_travel      | events ? purpose=travel                            | applications for travel                           | 旅游用途的申请
    for_renovation  | events ? purpose=renovation                        | applications for renovation                       | 装修用途的申请
    for_farming     | events ? purpose=farming                           | applications for farming                          | 农业用途的申请
    for_turnover    | events ? purpose=turnover                          | applications for working capital                  | 经营周转的申请
    for_shop        | events ? product_id=shop-loan                      | applications for shop loans                       | 店铺贷申请
    asked           | money amount_minor                                 | amounts asked for                                 | 申请金额
    asked_cash      | money amount_minor ? product_id=cash-loan          | amounts asked for in cash loans                   | 现金贷申请金额
    asked_needy     | money amount_minor ? purpose in medical,rent       | amounts asked for to meet needs                   | 刚需用途申请金额
    asked_wishes    | money amount_minor ? purpose in travel,consumption | amounts asked for wishes                          | 享乐用途申请金额
    income          | money declared_income_minor                        | declared monthly incomes                          | 申报月收入
    income_gig      | money declared_income_minor ? employment=gig       | declared incomes from gig work                    | 零工申报收入
    asked_to_income | level amount_minor/declared_income_minor           | amounts asked for in months of income             | 申请金额与月收入之比
    per_month       | money amount_minor/term_months                     | principal a month asked for                       | 月均申请本金
    term            | level term_months                                  | terms asked for, months                           | 申请期限
    job             | level job_months                                   | months in the job                                 | 在职月数
    dependents      | level dependents                                   | dependents                                        | 供养人数
    age             | level age                                          | ages declared                                     | 申报年龄
    income_per_head | money declared_income_minor/dependents ? dependents>0 | incomes per dependent                          | 人均收入
    purposes        | text purpose                                       | purposes                                          | 用途
    employers       | text employer                                      | employers                                         | 雇主
    employments     | text employment                                    | kinds of employment                               | 就业类型
    educations      | text education                                     | levels of education declared                      | 申报学历
    housings        | text housing                                       | kinds of housing                                  | 居住方式
    homes           | text cell                                          | home cells                                        | 住址网格
    products        | text product_id                                    | products asked for                                | 申请产品
    devices         | text id_device                                     | devices used to apply                             | 申请设备
    phones          | text id_phone                                      | phone numbers used to apply                       | 申请手机号
    accounts        | text id_account                                    | accounts used to apply                            | 申请账户
    ids             | text id_national_id                                | identity numbers shown                            | 出示证件号
    renting         | events ? housing=rent                              | applications from rented homes                    | 租房时的申请
    employed        | events ? employment=salaried                       | applications by the employed                      | 受雇时的申请
    self_employed   | events ? employment in self_employed,shop_owner    | applications of the self-employed                 | 自雇时的申请
    dormitory       | events ? housing=dormitory                         | applications from dormitories                     | 宿舍居住时的申请
    purpose_product | pair purpose,product_id                            | purposes and products                             | 用途与产品
    work_and_home   | pair employer,cell                                 | employers and home cells                          | 雇主与住址
    `,
  ),
);
