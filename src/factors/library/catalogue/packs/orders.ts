import { libraryPack, on } from '../idea.ts';

/** Orders of small firms one by one, from their own books: buyers, goods that move, returns, promotions. */
export const orderIdeas = libraryPack(
  {
    name: 'orders',
    version: 1,
    title: { en: 'Orders of the firm', zh: '企业订单' },
    documentation: {
      en: 'Orders in the firm’s own system: amounts, buyers, parcels, returns, discounts. Orders without goods are sham turnover.',
      zh: '企业系统内的逐笔订单：金额、买家、包裹、退货、折扣；无货订单即虚假流水。',
    },
    reason: { en: 'Orders and deliveries of the firm', zh: '企业订单与发货' },
    purposes: ['underwriting', 'fraud', 'servicing'],
    consent: 'bureau',
  },
  on(
    'erp.order_recorded',
    { by: 'person', tempo: 'brisk' },
    `
    orders            | events                                   | orders                                 | 订单
    turnover          | money amount_minor                       | order amounts                          | 订单金额
    items             | amount items                             | pieces ordered                         | 订购件数
    piece_price       | money amount_minor/items                 | prices per piece                       | 单件价格
    buyers            | text buyer                               | buyers                                 | 买家
    parcels           | amount parcel_grams                      | grams sent                             | 发货克数
    gram_per_item     | level parcel_grams/items                 | grams per piece                        | 单件克重
    price_per_gram    | level amount_minor/parcel_grams ? parcel_grams>0 | prices per gram                | 每克价格
    shipped           | flag shipped                             | orders that were shipped               | 已发货订单
    returned          | flag returned                            | orders that came back                  | 退货订单
    discount          | level discount_share                     | discounts                              | 折扣比例
    promoted          | events ? discount_share>=0.2             | orders in a promotion                  | 促销订单
    weightless        | events ? parcel_grams<80                 | orders whose parcel weighs nothing     | 空包裹订单
    weightless_money  | money amount_minor ? parcel_grams<80     | amounts of orders without weight       | 空包裹订单金额
    full_weightless   | events ? parcel_grams<80 & discount_share<0.2 | orders without weight at full price | 原价空包裹订单
    hours_to_ship     | level ship_hours                         | hours until shipped                    | 发货小时数
    unsent            | events ? shipped=0                       | orders never shipped                   | 未发货订单
    single            | events ? items=1                         | orders of one piece                    | 单件订单
    bulk              | events ? items>=10                       | orders of ten pieces or more           | 批量订单
    channels          | text channel                             | channels of sale                       | 销售渠道
    returned_money    | money amount_minor ? returned=1          | amounts of orders that came back       | 退货金额
    instant           | events ? ship_hours<1                    | orders shipped within the hour         | 一小时内发货订单
    full_price        | money amount_minor ? discount_share<0.05 | order amounts at full price            | 原价订单金额
    buyer_channel     | pair buyer,channel                       | buyers and channels                    | 买家与渠道
    `,
  ),
);
