import type { accessRoutes } from '../../../src/server/api/access.ts';
import type { applicationRoutes } from '../../../src/server/api/applications.ts';
import type { eventRoutes } from '../../../src/server/api/events.ts';
import type { factorHealthRoutes } from '../../../src/server/api/factor-health.ts';
import type { identityRoutes } from '../../../src/server/api/identity.ts';
import type { factorLibraryRoutes } from '../../../src/server/api/factor-library.ts';
import type { loanRoutes } from '../../../src/server/api/loans.ts';
import type { modelServiceRoutes } from '../../../src/server/api/model-service.ts';
import type { modelRoutes } from '../../../src/server/api/models.ts';
import type { networkRoutes } from '../../../src/server/api/network.ts';
import type { overviewRoutes } from '../../../src/server/api/overview.ts';
import type { personRoutes } from '../../../src/server/api/people.ts';
import type { portfolioRoutes } from '../../../src/server/api/portfolio.ts';
import type { segmentRoutes } from '../../../src/server/api/segments.ts';
import type { tapeRoutes } from '../../../src/server/api/tapes.ts';
import type { Role, RouteSpec } from '../../../src/server/api/route.ts';

export type { Role };

/** A route as the console calls it; the types come from the server's own table of routes, the code does not. */
export interface Endpoint<A, B = unknown> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** Never set: carries the types of the answer and the body. */
  readonly types?: { readonly answer: A; readonly body: B };
}

type EndpointOf<R> = R extends RouteSpec<infer _P, infer _Q, infer B, infer A> ? Endpoint<A, B> : never;
type Item<P> = P extends Endpoint<{ items: (infer T)[] }, infer _B> ? T : never;
type Answer<P> = P extends Endpoint<infer A, infer _B> ? A : never;

function route<R>(method: Endpoint<unknown>['method'], path: string): EndpointOf<R> {
  return { method, path } as EndpointOf<R>;
}

/** Every route that the console uses. A test compares methods and paths with the server's table. */
export const endpoints = {
  signIn: route<typeof accessRoutes.signIn>('POST', '/v1/session'),
  session: route<typeof accessRoutes.session>('GET', '/v1/session'),
  signOut: route<typeof accessRoutes.signOut>('DELETE', '/v1/session'),
  users: route<typeof accessRoutes.users>('GET', '/v1/users'),
  createUser: route<typeof accessRoutes.createUser>('POST', '/v1/users'),
  keys: route<typeof accessRoutes.keys>('GET', '/v1/keys'),
  createKey: route<typeof accessRoutes.createKey>('POST', '/v1/keys'),
  revokeKey: route<typeof accessRoutes.revokeKey>('DELETE', '/v1/keys/{id}'),
  audit: route<typeof accessRoutes.audit>('GET', '/v1/audit'),
  overview: route<typeof overviewRoutes.get>('GET', '/v1/overview'),
  market: route<typeof overviewRoutes.market>('POST', '/v1/market'),
  applications: route<typeof applicationRoutes.list>('GET', '/v1/applications'),
  application: route<typeof applicationRoutes.get>('GET', '/v1/applications/{id}'),
  answerOffer: route<typeof applicationRoutes.answer>('POST', '/v1/applications/{id}/answer'),
  replay: route<typeof applicationRoutes.replay>('POST', '/v1/applications/{id}/replay'),
  people: route<typeof personRoutes.list>('GET', '/v1/people'),
  person: route<typeof personRoutes.get>('GET', '/v1/people/{id}'),
  reveal: route<typeof personRoutes.reveal>('POST', '/v1/people/{id}/reveal'),
  personFactors: route<typeof personRoutes.factors>('GET', '/v1/people/{id}/factors'),
  neighbours: route<typeof personRoutes.neighbours>('GET', '/v1/people/{id}/neighbours'),
  profile: route<typeof identityRoutes.profile>('GET', '/v1/people/{id}/profile'),
  identity: route<typeof identityRoutes.identity>('GET', '/v1/people/{id}/identity'),
  mergePeople: route<typeof identityRoutes.merge>('POST', '/v1/people/{id}/merge'),
  splitPerson: route<typeof identityRoutes.split>('POST', '/v1/people/{id}/split'),
  undoIdentity: route<typeof identityRoutes.undo>('POST', '/v1/identity/undo'),
  sharedIdentifiers: route<typeof identityRoutes.shared>('GET', '/v1/identity/shared'),
  consents: route<typeof identityRoutes.consents>('GET', '/v1/people/{id}/consents'),
  segments: route<typeof segmentRoutes.list>('GET', '/v1/segments'),
  saveSegment: route<typeof segmentRoutes.save>('POST', '/v1/segments'),
  retireSegment: route<typeof segmentRoutes.retire>('DELETE', '/v1/segments/{id}'),
  previewSegment: route<typeof segmentRoutes.preview>('POST', '/v1/segments/preview'),
  segmentMembers: route<typeof segmentRoutes.members>('GET', '/v1/segments/{id}/members'),
  loans: route<typeof loanRoutes.list>('GET', '/v1/loans'),
  loan: route<typeof loanRoutes.get>('GET', '/v1/loans/{id}'),
  pay: route<typeof loanRoutes.pay>('POST', '/v1/payments'),
  summary: route<typeof portfolioRoutes.summary>('GET', '/v1/portfolio/summary'),
  series: route<typeof portfolioRoutes.series>('GET', '/v1/portfolio/series'),
  vintages: route<typeof portfolioRoutes.vintages>('GET', '/v1/portfolio/vintages'),
  rollRates: route<typeof portfolioRoutes.rollRates>('GET', '/v1/portfolio/roll-rates'),
  tapes: route<typeof tapeRoutes.list>('GET', '/v1/tapes'),
  tape: route<typeof tapeRoutes.get>('GET', '/v1/tapes/{id}'),
  models: route<typeof modelRoutes.list>('GET', '/v1/models'),
  model: route<typeof modelRoutes.get>('GET', '/v1/models/{id}'),
  moveModel: route<typeof modelServiceRoutes.move>('POST', '/v1/models/{id}/stage'),
  monitoring: route<typeof modelServiceRoutes.monitoring>('GET', '/v1/models/{id}/monitoring'),
  alerts: route<typeof modelServiceRoutes.alerts>('GET', '/v1/model-alerts'),
  acknowledge: route<typeof modelServiceRoutes.acknowledge>('POST', '/v1/model-alerts/{id}/acknowledge'),
  trainingJobs: route<typeof modelServiceRoutes.jobs>('GET', '/v1/training-jobs'),
  trainingOptions: route<typeof modelServiceRoutes.options>('GET', '/v1/training-options'),
  train: route<typeof modelServiceRoutes.train>('POST', '/v1/training-jobs'),
  policies: route<typeof modelRoutes.policies>('GET', '/v1/policies'),
  policy: route<typeof modelRoutes.policy>('GET', '/v1/policies/{id}'),
  deploy: route<typeof modelRoutes.deploy>('POST', '/v1/policies/deployments'),
  factors: route<typeof eventRoutes.factors>('GET', '/v1/factors'),
  libraryFactor: route<typeof factorLibraryRoutes.get>('GET', '/v1/factors/{name}'),
  factorLineage: route<typeof factorLibraryRoutes.lineage>('GET', '/v1/factors/{name}/lineage'),
  factorMonths: route<typeof factorHealthRoutes.months>('GET', '/v1/factors/{name}/months'),
  factorSkew: route<typeof factorHealthRoutes.skew>('GET', '/v1/factor-skew'),
  networkState: route<typeof networkRoutes.state>('GET', '/v1/network'),
  networkSearch: route<typeof networkRoutes.search>('GET', '/v1/network/search'),
  surroundings: route<typeof networkRoutes.surroundings>('GET', '/v1/network/surroundings'),
  networkPath: route<typeof networkRoutes.path>('GET', '/v1/network/path'),
  networkWhy: route<typeof networkRoutes.why>('GET', '/v1/network/why'),
  communities: route<typeof networkRoutes.communities>('GET', '/v1/network/communities'),
  community: route<typeof networkRoutes.community>('GET', '/v1/network/communities/{id}'),
  findings: route<typeof networkRoutes.findings>('GET', '/v1/network/findings'),
  detect: route<typeof networkRoutes.detect>('POST', '/v1/network/findings'),
  networkLabel: route<typeof networkRoutes.label>('POST', '/v1/network/labels'),
  networkList: route<typeof networkRoutes.list>('POST', '/v1/network/lists'),
  cases: route<typeof networkRoutes.cases>('GET', '/v1/cases'),
  case: route<typeof networkRoutes.case>('GET', '/v1/cases/{id}'),
  openCase: route<typeof networkRoutes.openCase>('POST', '/v1/cases'),
  noteCase: route<typeof networkRoutes.noteCase>('POST', '/v1/cases/{id}/notes'),
  watch: route<typeof networkRoutes.watch>('GET', '/v1/network/watch'),
  mapCells: route<typeof factorHealthRoutes.map>('GET', '/v1/map/cells'),
};

type Endpoints = typeof endpoints;

export type User = Answer<Endpoints['session']>;
export type ApiKey = Item<Endpoints['keys']>;
export type AuditEntry = Item<Endpoints['audit']>;
export type Overview = Answer<Endpoints['overview']>;
export type ApplicationSummary = Item<Endpoints['applications']>;
export type ApplicationDetail = Answer<Endpoints['application']>;
export type TraceStep = ApplicationDetail['decision']['trace'][number];
export type Replay = Answer<Endpoints['replay']>;
export type PersonSummary = Item<Endpoints['people']>;
export type PersonDetail = Answer<Endpoints['person']>;
export type PersonFactors = Answer<Endpoints['personFactors']>;
export type Neighbours = Answer<Endpoints['neighbours']>;
export type LoanSummary = Item<Endpoints['loans']>;
export type LoanDetail = Answer<Endpoints['loan']>;
export type PortfolioSummary = Answer<Endpoints['summary']>;
export type PortfolioSeries = Answer<Endpoints['series']>;
export type Vintages = Answer<Endpoints['vintages']>;
export type RollRates = Answer<Endpoints['rollRates']>;
export type TapeSummary = Item<Endpoints['tapes']>;
export type TapeDetail = Answer<Endpoints['tape']>;
export type ModelSummary = Item<Endpoints['models']>;
export type ModelDetail = Answer<Endpoints['model']>;
export type ModelWindow = Item<Endpoints['monitoring']>;
export type ModelAlert = Item<Endpoints['alerts']>;
export type TrainingJob = Item<Endpoints['trainingJobs']>;
export type ModelReport = ModelDetail['report'];
export type PolicySummary = Item<Endpoints['policies']>;
export type PolicyDetail = Answer<Endpoints['policy']>;
export type Experiment = Answer<Endpoints['policies']>['experiments'][number];
export type MapCells = Answer<Endpoints['mapCells']>;
export type MapCell = MapCells['cells'][number];
export type FactorMonths = Answer<Endpoints['factorMonths']>;
export type FactorMonth = FactorMonths['months'][number];
export type Surroundings = Answer<Endpoints['surroundings']>;
export type NetworkNode = Surroundings['nodes'][number];
export type NetworkLink = Surroundings['links'][number];
export type Finding = Item<Endpoints['findings']>;
export type CommunitySummary = Item<Endpoints['communities']>;
export type CommunityDetail = Answer<Endpoints['community']>;
export type NetworkCase = Answer<Endpoints['case']>;
export type NetworkWatch = Answer<Endpoints['watch']>;
export type Factor = Answer<Endpoints['factors']>['factors'][number];
export type Money = LoanSummary['principal'];
export type Words = Factor['text'];
export type PersonProfile = Answer<Endpoints['profile']>;
export type PersonIdentity = Answer<Endpoints['identity']>;
export type Segment = Item<Endpoints['segments']>;
