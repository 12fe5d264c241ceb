import type { ConsentScope, ProvidedFactor } from '#factors';
import type { Attribute, Mark } from '../links/records-of.ts';
import { channels, type Channel } from './channels.ts';
import {
  figures,
  groupMeasures,
  localMeasures,
  outcomes,
  seeds,
  windows,
  type GroupMeasure,
  type LocalMeasure,
  type WindowName,
} from './measures.ts';

/** What a channel factor says of the partners found in its window. */
export type PartnerMeasure =
  | { readonly kind: 'partners' }
  /** Things shared with somebody. */
  | { readonly kind: 'things' }
  | { readonly kind: 'count' | 'share'; readonly mark: Mark }
  /** Partners of any time to whom it happened in the window. */
  | { readonly kind: 'lately'; readonly mark: Mark }
  /** Days since it last happened to one. */
  | { readonly kind: 'days_since'; readonly mark: Mark }
  | { readonly kind: 'days_since_link' }
  /** Things shared with the one with whom most are shared. */
  | { readonly kind: 'most_shared' }
  | { readonly kind: 'mean'; readonly attribute: Attribute };

/** What a graph factor computes. */
export type GraphSpec =
  | {
      readonly of: 'channel';
      readonly channel: Channel;
      readonly hop: 1 | 2;
      readonly window: WindowName;
      readonly measure: PartnerMeasure;
    }
  | { readonly of: 'group'; readonly measure: GroupMeasure }
  | { readonly of: 'local'; readonly measure: LocalMeasure }
  | { readonly of: 'risk' | 'walk'; readonly mark: Mark };

/** A graph factor: its definition for the library and what it computes. */
export interface GraphFactor {
  readonly definition: ProvidedFactor;
  readonly spec: GraphSpec;
}

/** Name of the provider and of the pack. */
export const GRAPH = 'graph';
/** Grows when a computation changes its meaning: versions of definitions change with it. */
const REVISION = 1;

const SOURCES = [
  'session.started',
  'contacts.synced',
  'application.submitted',
  'application.referenced',
  'application.decided',
  'loan.disbursed',
  'loan.delinquent',
  'loan.charged_off',
  'fraud.confirmed',
  'fraud.cleared',
];

/** Every graph factor, generated from the tables of channels, windows and measures. */
export function graphFactors(): GraphFactor[] {
  return [
    ...channels.flatMap((channel) => [...ofChannel(channel, 1), ...(channel.isDeep ? ofChannel(channel, 2) : [])]),
    ...groupMeasures.map(({ name, en, zh }) =>
      factor(`group.${name}`, { of: 'group', measure: name }, { en, zh, consent: 'device' }),
    ),
    ...localMeasures.map(({ name, en, zh }) =>
      factor(`local.${name}`, { of: 'local', measure: name }, { en, zh, consent: 'device' }),
    ),
    ...seeds.flatMap(({ mark, en, zh }) => [
      factor(
        `risk.${mark}`,
        { of: 'risk', mark },
        { en: `risk that spreads to him from ${en} within two hops`, zh: `两跳内${zh}传播的风险`, consent: 'device' },
      ),
      factor(
        `walk.${mark}`,
        { of: 'walk', mark },
        { en: `chance that a walk from him ends at ${en}`, zh: `随机游走到达${zh}的概率`, consent: 'device' },
      ),
    ]),
  ];
}

interface Words {
  readonly en: string;
  readonly zh: string;
  readonly consent?: ConsentScope;
}

function factor(name: string, spec: GraphSpec, { en, zh, consent }: Words): GraphFactor {
  return {
    spec,
    definition: {
      kind: 'provided',
      name: `${GRAPH}.${name}`,
      description: { en, zh },
      provider: GRAPH,
      entity: 'person',
      meaning: `${name} revision ${REVISION}`,
      sources: SOURCES,
      purposes: ['underwriting', 'fraud', 'servicing'],
      ...(consent === undefined ? {} : { consent }),
    },
  };
}

function ofChannel(channel: Channel, hop: 1 | 2): GraphFactor[] {
  const who =
    hop === 1
      ? { en: `people ${channel.en}`, zh: `${channel.zh}的人` }
      : { en: `people ${channel.en} at two hops`, zh: `两跳${channel.zh}的人` };
  const make = (name: string, window: WindowName, { measure, en, zh }: Words & { readonly measure: PartnerMeasure }) =>
    factor(
      `${channel.name}.hop${hop}.${name}`,
      { of: 'channel', channel, hop, window, measure },
      { en, zh, ...(channel.consent === undefined ? {} : { consent: channel.consent }) },
    );
  const timed = windows.flatMap((window) =>
    timedMeasures(hop, window.name).map(({ name, measure, en, zh }) =>
      make(`${name}_${window.name}`, window.name, {
        measure,
        en: `${en.replace('*', who.en)} ${window.en}`,
        zh: `${window.zh}${zh.replace('*', who.zh)}`,
      }),
    ),
  );
  const means = figures.map(({ attribute, en, zh }) =>
    make(`${attribute}_mean`, 'all', {
      measure: { kind: 'mean', attribute },
      en: `mean of ${who.en}: ${en}`,
      zh: `${who.zh}平均${zh}`,
    }),
  );
  const since = (['applied', 'bad', 'confirmed'] as const).map((mark) => {
    const words = outcomes.find((one) => one.mark === mark) ?? { en: mark, zh: mark };
    return make(`days_since_${mark}`, 'all', {
      measure: { kind: 'days_since', mark },
      en: `days since the newest of ${who.en} ${words.en}`,
      zh: `距${who.zh}最近一次${words.zh}的天数`,
    });
  });
  const link = make('days_since_link', 'all', {
    measure: { kind: 'days_since_link' },
    en: `days since the newest link to ${who.en}`,
    zh: `距与${who.zh}最近一次关联的天数`,
  });
  const most = make('most_shared', 'all', {
    measure: { kind: 'most_shared' },
    en: `most things shared with one of ${who.en}`,
    zh: `与${who.zh}中一人共有实体的最大数`,
  });
  return [...timed, ...means, ...since, link, most];
}

function timedMeasures(hop: 1 | 2, window: WindowName) {
  const found: (Words & { readonly name: string; readonly measure: PartnerMeasure })[] = [
    { name: 'partners', measure: { kind: 'partners' }, en: '*', zh: '*数' },
  ];
  if (hop === 1)
    found.push({ name: 'things', measure: { kind: 'things' }, en: 'things shared with *', zh: '与*共有的实体数' });
  for (const { mark, en, zh } of outcomes) {
    found.push({ name: `${mark}_count`, measure: { kind: 'count', mark }, en: `* ${en}, linked`, zh: `*中${zh}人数` });
    found.push({
      name: `${mark}_share`,
      measure: { kind: 'share', mark },
      en: `share of * ${en}, linked`,
      zh: `*中${zh}占比`,
    });
    if (window !== 'all' && (mark === 'applied' || mark === 'bad')) {
      found.push({ name: `${mark}_lately`, measure: { kind: 'lately', mark }, en: `* ${en}`, zh: `*中新${zh}人数` });
    }
  }
  return found;
}
