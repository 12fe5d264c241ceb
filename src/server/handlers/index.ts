import type { Handler } from '../http/context.ts';
import * as access from './access.ts';
import * as applications from './applications.ts';
import * as erase from './erase-person.ts';
import * as events from './events.ts';
import * as health from './factor-health.ts';
import * as factors from './factor-library.ts';
import * as vectors from './factor-vectors.ts';
import * as loans from './loans.ts';
import * as service from './model-service.ts';
import * as models from './models.ts';
import * as overview from './overview.ts';
import * as identity from './identity.ts';
import * as people from './people.ts';
import * as segments from './segments.ts';
import * as networkCases from './network/cases.ts';
import * as communities from './network/communities.ts';
import * as findings from './network/findings.ts';
import * as judge from './network/judge.ts';
import * as links from './network/links.ts';
import * as portfolio from './portfolio.ts';
import * as verify from './verify.ts';
import * as tapes from './tapes.ts';

/** The handler of every route by its name; signing in and out belong to the server itself, because of cookies. */
export const handlers: Readonly<Record<string, Handler>> = {
  'session.get': access.getSession,
  'users.list': access.listUsers,
  'users.create': access.createUser,
  'users.reset': access.resetUser,
  'users.disable': access.disableUser,
  'keys.list': access.listKeys,
  'keys.create': access.createKey,
  'keys.revoke': access.revokeKey,
  'audit.list': access.listAudit,
  'audit.verify': verify.verifyAudit,
  'ledger.verify': verify.verifyLedger,
  'applications.list': applications.listApplications,
  'applications.create': applications.createApplication,
  'applications.get': applications.getApplication,
  'applications.answer': applications.answerOffer,
  'applications.replay': applications.replayApplication,
  'events.create': events.createEvents,
  'factors.list': factors.listFactors,
  'factorLibrary.read': vectors.readVectors,
  'factorLibrary.explain': vectors.explainFactor,
  'factorLibrary.get': factors.getFactor,
  'factorLibrary.lineage': factors.factorLineage,
  'factorLibrary.define': factors.defineFactor,
  'factorLibrary.stage': factors.stageFactor,
  'factorLibrary.state': factors.factorsState,
  'factorSets.get': factors.getFactorSet,
  'factorSets.put': factors.putFactorSet,
  'factors.months': health.factorByMonth,
  'factors.skew': health.factorSkew,
  'map.cells': health.mapCells,
  'loans.list': loans.listLoans,
  'loans.get': loans.getLoan,
  'payments.create': loans.createPayment,
  'models.list': models.listModels,
  'models.get': models.getModel,
  'models.move': service.moveModel,
  'models.monitoring': service.modelMonitoring,
  'models.score': service.scoreByModels,
  'modelAlerts.list': service.listAlerts,
  'modelAlerts.acknowledge': service.acknowledgeAlert,
  'training.list': service.listJobs,
  'training.options': service.trainingOptions,
  'training.get': service.getJob,
  'training.create': service.createJob,
  'training.cancel': service.cancelJob,
  'trainingSchedules.list': service.listSchedules,
  'trainingSchedules.set': service.setSchedule,
  'trainingSchedules.remove': service.removeSchedule,
  'policies.list': models.listPolicies,
  'policies.get': models.getPolicy,
  'policies.publish': models.publishPolicy,
  'policies.deploy': models.deployPolicy,
  'overview.get': overview.getOverview,
  'market.set': overview.setMarket,
  'people.list': people.listPeople,
  'people.get': people.getPerson,
  'people.reveal': people.revealPerson,
  'people.factors': people.personFactors,
  'people.neighbours': people.personNeighbours,
  'people.profile': identity.personProfile,
  'people.identity': identity.personIdentity,
  'people.merge': identity.mergePeople,
  'people.split': identity.splitPerson,
  'people.erase': erase.erasePerson,
  'identity.undo': identity.undoIdentity,
  'identity.belief': identity.identityBelief,
  'identity.shared': identity.sharedIdentifiers,
  'people.consents': identity.personConsents,
  'people.setConsent': identity.setConsent,
  'segments.list': segments.listSegments,
  'segments.get': segments.getSegment,
  'segments.save': segments.saveSegment,
  'segments.retire': segments.retireSegment,
  'segments.preview': segments.previewSegment,
  'segments.members': segments.segmentMembers,
  'network.state': links.networkState,
  'network.search': links.networkSearch,
  'network.surroundings': links.networkSurroundings,
  'network.path': links.networkPath,
  'network.why': links.networkWhy,
  'network.communities': communities.listCommunities,
  'network.community': communities.getCommunity,
  'network.label': judge.labelNodes,
  'network.list': judge.listNodes,
  'cases.list': networkCases.listCases,
  'cases.get': networkCases.getCase,
  'cases.open': networkCases.openCase,
  'cases.note': networkCases.noteCase,
  'network.findings': findings.listFindings,
  'network.detect': findings.detectNow,
  'network.watch': findings.watchedDays,
  'portfolio.summary': portfolio.portfolioSummary,
  'portfolio.series': portfolio.portfolioSeries,
  'portfolio.vintages': portfolio.portfolioVintages,
  'portfolio.rollRates': portfolio.portfolioRollRates,
  'tapes.create': tapes.createTape,
  'tapes.list': tapes.listTapes,
  'tapes.get': tapes.getTape,
};
