import { accessRoutes } from './access.ts';
import { applicationRoutes } from './applications.ts';
import { eventRoutes } from './events.ts';
import { factorLibraryRoutes } from './factor-library.ts';
import { factorHealthRoutes } from './factor-health.ts';
import { identityRoutes } from './identity.ts';
import { loanRoutes } from './loans.ts';
import { modelServiceRoutes } from './model-service.ts';
import { modelRoutes } from './models.ts';
import { networkRoutes } from './network.ts';
import { overviewRoutes } from './overview.ts';
import { personRoutes } from './people.ts';
import { portfolioRoutes } from './portfolio.ts';
import type { RouteSpec } from './route.ts';
import { segmentRoutes } from './segments.ts';
import { tapeRoutes } from './tapes.ts';

export * from './common.ts';
export * from './route.ts';
export {
  accessRoutes,
  applicationRoutes,
  eventRoutes,
  factorHealthRoutes,
  factorLibraryRoutes,
  identityRoutes,
  loanRoutes,
  modelRoutes,
  modelServiceRoutes,
  networkRoutes,
  overviewRoutes,
  personRoutes,
  portfolioRoutes,
  segmentRoutes,
  tapeRoutes,
};

/** Every route of the API: the server, the OpenAPI document and the SDK are made from this list. */
export const apiRoutes: readonly RouteSpec[] = [
  accessRoutes,
  applicationRoutes,
  eventRoutes,
  factorHealthRoutes,
  factorLibraryRoutes,
  identityRoutes,
  loanRoutes,
  modelRoutes,
  modelServiceRoutes,
  networkRoutes,
  overviewRoutes,
  personRoutes,
  portfolioRoutes,
  segmentRoutes,
  tapeRoutes,
].flatMap((group) => Object.values(group) as unknown as RouteSpec[]);
