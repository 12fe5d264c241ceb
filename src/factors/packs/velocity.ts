import type { FactorDefinition } from '../definition.ts';
import { factor, perWindow } from '../build.ts';

const APPLIED = 'application.submitted';
const people = { take: 'distinct', field: '@national_id' } as const;

/** How often, and by how many people, an identifier was used. */
export const velocityPack: readonly FactorDefinition[] = [
  ...perWindow([7, 30, 90], (days, suffix) =>
    factor(`velocity.person_applications_${suffix}`, [`applications in ${days} days`, `${days}天内申请次数`], {
      from: APPLIED,
      take: 'count',
      days,
    }),
  ),
  ...perWindow([1, 7, 30], (days, suffix) =>
    factor(
      `velocity.device_applications_${suffix}`,
      [`applications from the device in ${days} days`, `设备${days}天申请数`],
      {
        from: APPLIED,
        entity: 'device',
        take: 'count',
        days,
      },
    ),
  ),
  ...perWindow([7, 30, 365], (days, suffix) =>
    factor(
      `velocity.device_people_${suffix}`,
      [`people who applied from the device in ${days} days`, `设备${days}天申请人数`],
      {
        from: APPLIED,
        entity: 'device',
        ...people,
        days,
      },
    ),
  ),
  ...perWindow([30, 90], (days, suffix) =>
    factor(
      `velocity.phone_block_people_${suffix}`,
      [`applicants with a neighbouring number in ${days} days`, `号段${days}天申请人数`],
      {
        from: APPLIED,
        entity: 'phone_block',
        ...people,
        days,
      },
    ),
  ),
  ...perWindow([7, 30, 90], (days, suffix) =>
    factor(
      `velocity.cell_people_${suffix}`,
      [`applicants from the same map cell in ${days} days`, `同网格${days}天申请人数`],
      {
        from: APPLIED,
        entity: 'cell',
        ...people,
        days,
        consent: 'location',
      },
    ),
  ),
  factor('velocity.employer_people_30d', ['applicants with the same employer in 30 days', '同单位30天申请人数'], {
    from: APPLIED,
    entity: 'employer',
    ...people,
    days: 30,
  }),
  factor('velocity.account_people', ['people who ever used the bank account', '收款账户关联人数'], {
    from: APPLIED,
    entity: 'account',
    ...people,
  }),
  factor('velocity.phone_people', ['people who ever used the phone number', '手机号关联人数'], {
    from: APPLIED,
    entity: 'phone',
    ...people,
  }),
  factor('velocity.person_phones', ['phone numbers the person applied with', '本人使用手机号数'], {
    from: APPLIED,
    take: 'distinct',
    field: '@phone',
  }),
  factor('velocity.person_devices_90d', ['devices of the person in 90 days', '本人90天设备数'], {
    from: 'session.started',
    take: 'distinct',
    field: '@device',
    days: 90,
  }),
  factor('velocity.network_devices_7d', ['devices on the network in 7 days', '同网络7天设备数'], {
    from: 'session.started',
    entity: 'network',
    take: 'distinct',
    field: '@device',
    days: 7,
  }),
  factor('velocity.network_people_7d', ['people on the network in 7 days', '同网络7天人数'], {
    from: 'session.started',
    entity: 'network',
    take: 'distinct',
    field: '@person',
    days: 7,
  }),
  factor('velocity.searches_7d', ['loan searches in 7 days', '7天搜索次数'], {
    from: 'search.performed',
    take: 'count',
    days: 7,
  }),
  factor('velocity.searches_30d', ['loan searches in 30 days', '30天搜索次数'], {
    from: 'search.performed',
    take: 'count',
    days: 30,
  }),
  factor('velocity.ad_clicks_30d', ['advertisement clicks in 30 days', '30天广告点击'], {
    from: 'ad.clicked',
    take: 'count',
    days: 30,
  }),
  factor('velocity.days_since_registered', ['days since registration', '注册天数'], {
    from: 'account.registered',
    take: 'days_since_first',
  }),
  factor('velocity.days_since_first_application', ['days since the first application', '首次申请距今天数'], {
    from: APPLIED,
    take: 'days_since_first',
  }),
];
