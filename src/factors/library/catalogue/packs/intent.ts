import { libraryPack, on } from '../idea.ts';

/** Interest in a loan before anybody applies: advertisements, searches, products viewed, the calculator. */
export const intentIdeas = libraryPack(
  {
    name: 'intent',
    version: 1,
    title: { en: 'Marketing and intent', zh: '营销与意向' },
    documentation: {
      en: 'Advertisements shown and clicked, searches, products viewed and instalments calculated, by recency.',
      zh: '广告曝光与点击、搜索、产品浏览、试算，按新近程度。',
    },
    reason: { en: 'Interest shown before applying', zh: '申请前的意向行为' },
    purposes: ['marketing', 'fraud'],
    consent: 'marketing',
  },
  on(
    'ad.shown',
    { by: 'id_cookie', tempo: 'brisk' },
    `
    shown           | events                                  | advertisements shown                   | 广告曝光
    shown_channels  | text channel                            | channels of advertisements             | 曝光渠道
    shown_campaigns | text campaign_id                        | campaigns shown                        | 曝光活动
    shown_cost      | money cost_minor                        | costs of advertisements shown          | 曝光成本
    shown_feed      | events ? channel=feed                   | advertisements in the feed             | 信息流曝光
    shown_search    | events ? channel=search                 | advertisements beside a search         | 搜索曝光
    `,
  ),
  on(
    'ad.clicked',
    { by: 'person', tempo: 'brisk' },
    `
    clicks          | events                                  | clicks                                 | 点击
    click_channels  | text channel                            | channels clicked                       | 点击渠道
    click_campaigns | text campaign_id                        | campaigns clicked                      | 点击活动
    click_cost      | money cost_minor                        | costs of clicks                        | 点击成本
    dear_clicks     | events ? cost_minor>=400                | dear clicks                            | 高价点击
    click_search    | events ? channel=search                 | clicks beside a search                 | 搜索点击
    click_partner   | events ? channel=partner                | clicks at partners                     | 合作方点击
    click_store     | events ? channel=app-store              | clicks in the app store                | 应用商店点击
    `,
  ),
  on(
    'ad.clicked',
    { by: 'id_device', tempo: 'burst' },
    `
    device_clicks   | events                                  | clicks                                 | 点击
    device_cookies  | text id_cookie                          | browsers that clicked                  | 点击浏览器
    device_adverts  | text campaign_id                        | campaigns clicked                      | 点击活动
    `,
  ),
  on(
    'search.performed',
    { by: 'person', tempo: 'brisk' },
    `
    searches        | events                                  | searches                               | 搜索
    searched        | money amount_minor                      | amounts looked for                     | 搜索金额
    searched_term   | level term_months                       | terms looked for                       | 搜索期限
    searched_for    | text purpose                            | purposes looked for                    | 搜索用途
    urgent          | events ? purpose in medical,rent        | searches for urgent needs              | 急需搜索
    treats          | events ? purpose in travel,consumption  | searches for treats                    | 享乐搜索
    big_searches    | events ? amount_minor>=2000000          | searches for large amounts             | 大额搜索
    per_month       | money amount_minor/term_months          | principal a month looked for           | 搜索月均本金
    `,
  ),
  on(
    'search.performed',
    { by: 'id_cookie', tempo: 'burst' },
    `
    browser_searches | events                                 | searches                               | 搜索
    browser_amounts  | money amount_minor                     | amounts looked for                     | 搜索金额
    browser_purposes | text purpose                           | purposes looked for                    | 搜索用途
    `,
  ),
  on(
    'product.viewed',
    { by: 'person', tempo: 'brisk' },
    `
    views           | events                                  | products viewed                        | 产品浏览
    viewed          | text product_id                         | products                               | 浏览产品
    dwell           | amount dwell_s                          | seconds on products                    | 产品停留秒数
    scrolled        | level scroll_percent                    | depths of scrolling                    | 浏览深度
    read_through    | events ? scroll_percent>=90             | products read to the end               | 完整浏览
    bounced         | events ? dwell_s<5                      | products left at once                  | 跳出浏览
    view_origins    | text origin                             | ways to a product                      | 浏览来源
    `,
  ),
  on(
    'calculator.used',
    { by: 'person', tempo: 'brisk' },
    `
    calculations    | events                                  | instalments calculated                 | 试算
    calculated      | money amount_minor                      | amounts calculated                     | 试算金额
    calculated_term | level term_months                       | terms calculated                       | 试算期限
    instalment      | money instalment_minor                  | instalments shown                      | 试算月供
    tries           | amount changes                          | changes in the calculator              | 试算调整次数
    stretching      | events ? term_months>=12                | calculations of long terms             | 长期限试算
    haggling        | events ? changes>=5                     | calculations with many changes         | 反复试算
    `,
  ),
  on(
    'account.registered',
    { by: 'person', tempo: 'steady' },
    `
    registrations   | events                                  | registrations                          | 注册
    by_agent        | events ? channel=agent                  | registrations by an agent              | 代理注册
    reg_channels    | text channel                            | channels of registration               | 注册渠道
    reg_campaigns   | text campaign_id                        | campaigns of registration              | 注册活动
    `,
  ),
);
