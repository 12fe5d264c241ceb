import { libraryPack, on } from '../idea.ts';

/** Shops on sales platforms: turnover, orders, praise, deposit, and how they compare with their category. */
export const shopIdeas = libraryPack(
  {
    name: 'store',
    version: 1,
    title: { en: 'Shops', zh: '店铺经营' },
    documentation: {
      en: 'Reports of a sales platform: goods, orders, turnover, reviews, deposit and age of the shop.',
      zh: '平台店铺报告：商品、订单、营业额、好评、保证金与店龄。',
    },
    reason: { en: 'Business of the shop', zh: '店铺经营情况' },
    purposes: ['underwriting', 'fraud', 'servicing'],
    consent: 'bureau',
  },
  on(
    'shop.reported',
    { by: 'person', tempo: 'steady' },
    `
    reports           | reports                                  | reports on the shop                    | 店铺报告
    turnover          | money turnover30d_minor                  | turnovers a month                      | 月营业额
    orders            | level orders30d                          | orders a month                         | 月订单数
    basket            | money turnover30d_minor/orders30d        | turnovers per order                    | 客单价
    goods             | level goods                              | goods on sale                          | 在售商品数
    per_good          | money turnover30d_minor/goods            | turnovers per good                     | 单品营业额
    orders_per_good   | level orders30d/goods                    | orders per good                        | 单品订单数
    praise            | level praise_rate                        | shares of good reviews                 | 好评率
    deposit           | money deposit_minor                      | deposits with the platform             | 平台保证金
    deposit_cover     | level deposit_minor/turnover30d_minor    | deposits against turnover              | 保证金与营业额之比
    shop_age          | level age_months                         | months since the shop opened           | 店龄月数
    young_shop        | reports ? age_months<6                    | reports on a young shop                | 新店报告
    badly_praised     | reports ? praise_rate<0.9                 | reports with poor reviews              | 低好评报告
    perfect           | reports ? praise_rate>=0.995              | reports with perfect reviews           | 全好评报告
    narrow            | reports ? goods<20                        | reports on a shop with few goods       | 商品单一报告
    idle              | reports ? orders30d<10                    | reports on an idle shop                | 低订单报告
    categories        | text category                            | categories                             | 经营类目
    regions           | text region                              | regions                                | 经营地区
    shops             | text id_shop                             | shops                                  | 店铺
    `,
  ),
  on(
    'shop.reported',
    { by: 'category_region', tempo: 'steady' },
    `
    rivals            | text id_shop                             | shops                                  | 店铺
    rival_turnover    | money turnover30d_minor                  | turnovers a month                      | 月营业额
    rival_praise      | level praise_rate                        | shares of good reviews                 | 好评率
    `,
  ),
);
