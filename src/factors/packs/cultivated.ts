import type { FactorAggregate, FactorDefinition } from '../definition.ts';
import { derived, factor, overContacts, perWindow, type Words } from '../build.ts';

const PROFILED = 'phone.profiled';
const BOOK = 'contacts.synced';

interface BlockSpec {
  readonly from: string;
  readonly take: FactorAggregate;
  readonly field?: string;
  readonly days: number;
}

/* One operator buys a run of neighbouring numbers and nurses them alike. */
const block = (name: string, words: Words, spec: BlockSpec): FactorDefinition =>
  factor(`block.${name}`, words, { entity: 'phone_block', ...spec });

const blocks: readonly FactorDefinition[] = [
  ...perWindow([7, 180], (days, suffix) =>
    factor(`block.people_${suffix}`, [`people with a neighbouring number in ${days} days`, `号段${days}天申请人数`], {
      from: 'application.submitted',
      entity: 'phone_block',
      take: 'distinct',
      field: '@national_id',
      days,
    }),
  ),
  block('calls_mean_180d', ['mean calls of neighbouring numbers', '号段平均通话次数'], {
    from: PROFILED,
    take: 'mean',
    field: 'calls30d',
    days: 180,
  }),
  block('age_min_180d', ['lowest age of neighbouring numbers, days', '号段最低入网天数'], {
    from: PROFILED,
    take: 'min',
    field: 'numberAgeDays',
    days: 180,
  }),
  block('age_max_180d', ['highest age of neighbouring numbers, days', '号段最高入网天数'], {
    from: PROFILED,
    take: 'max',
    field: 'numberAgeDays',
    days: 180,
  }),
  block('registered_30d', ['registrations with a neighbouring number in 30 days', '号段30天注册数'], {
    from: 'account.registered',
    take: 'count',
    days: 30,
  }),
  derived('block.age_spread_180d', ['difference in age of neighbouring numbers, days', '号段入网天数差'], {
    op: 'difference',
    left: 'block.age_max_180d',
    right: 'block.age_min_180d',
  }),
];

const demand: readonly FactorDefinition[] = [
  derived('number.calls_per_person', ['calls per person called', '人均通话次数'], {
    op: 'ratio',
    left: 'phone.calls_30d',
    right: 'phone.distinct_contacts_30d',
  }),
  derived('number.calls_per_contact', ['calls per entry of the contact book', '通讯录条均通话次数'], {
    op: 'ratio',
    left: 'phone.calls_30d',
    right: 'contacts.total',
  }),
  derived('number.people_per_contact', ['people called per entry of the contact book', '通话人数与通讯录条数之比'], {
    op: 'ratio',
    left: 'phone.distinct_contacts_30d',
    right: 'contacts.total',
  }),
  derived('number.incoming_calls', ['incoming calls in 30 days', '30天来电次数'], {
    op: 'product',
    left: 'phone.calls_30d',
    right: 'phone.incoming_share',
  }),
  derived('number.age_at_registration', ['age of the number at registration, days', '注册时号码入网天数'], {
    op: 'difference',
    left: 'phone.age_days',
    right: 'velocity.days_since_registered',
  }),
  derived('number.listed_per_contact', ['people who list it per entry of its own book', '被存次数与通讯录条数之比'], {
    op: 'ratio',
    left: 'contacts.listed_by',
    right: 'contacts.total',
  }),
  derived('number.quiet_before', ['sessions in 90 days less those in 7', '7天前90天内会话数'], {
    op: 'difference',
    left: 'device.sessions_90d',
    right: 'device.sessions_7d',
  }),
];

const book: readonly FactorDefinition[] = [
  overContacts('book.shared', ['entries that others lately listed too, mean times', '通讯录条目近期平均被存次数'], {
    from: BOOK,
    entity: 'listed_phone',
    take: 'distinct',
    field: '@person',
    days: 90,
    combine: 'mean',
  }),
  overContacts('book.known', ['share of contacts who ever were asked about', '通讯录中有号码档案者占比'], {
    from: PROFILED,
    take: 'count',
    combine: 'share_positive',
  }),
  derived('book.applicants_share', ['share of contacts who ever applied', '通讯录中申请人占比'], {
    op: 'ratio',
    left: 'contacts.applicants',
    right: 'contacts.total',
  }),
];

/** What tells a number nursed for fraud from that of a newcomer: who calls and lists it, and what its neighbours do. */
export const cultivatedPack: readonly FactorDefinition[] = [...blocks, ...demand, ...book];
