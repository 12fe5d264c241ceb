import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import { NotFound } from './pages/not-found.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { Gate } from './shell/gate.tsx';
import { PageCrash } from './shell/page-crash.tsx';

/** Each page is its own chunk, loaded when it is first opened. */
const page = (path: string, load: () => Promise<ComponentType>) => ({
  path,
  lazy: async () => ({ Component: await load() }),
  ErrorBoundary: PageCrash,
});

export const router = createBrowserRouter([
  { path: '/sign-in', Component: SignInPage },
  {
    path: '/',
    Component: Gate,
    ErrorBoundary: PageCrash,
    HydrateFallback: () => null,
    children: [
      page('', async () => (await import('./pages/home/home-page.tsx')).HomePage),
      page('applications', async () => (await import('./pages/applications/applications-page.tsx')).ApplicationsPage),
      page('applications/:id', async () => (await import('./pages/applications/application-page.tsx')).ApplicationPage),
      page('people', async () => (await import('./pages/people/people-page.tsx')).PeoplePage),
      page('people/:id', async () => (await import('./pages/people/person-page.tsx')).PersonPage),
      page('segments', async () => (await import('./pages/segments/segments-page.tsx')).SegmentsPage),
      page('loans', async () => (await import('./pages/loans/loans-page.tsx')).LoansPage),
      page('loans/:id', async () => (await import('./pages/loans/loan-page.tsx')).LoanPage),
      page('portfolio', async () => (await import('./pages/portfolio/portfolio-page.tsx')).PortfolioPage),
      page('models', async () => (await import('./pages/models/models-page.tsx')).ModelsPage),
      page('models/:id', async () => (await import('./pages/models/model-page.tsx')).ModelPage),
      page('policies', async () => (await import('./pages/policies/policies-page.tsx')).PoliciesPage),
      page('policies/:id', async () => (await import('./pages/policies/policy-page.tsx')).PolicyPage),
      page('factors', async () => (await import('./pages/factors/factors-page.tsx')).FactorsPage),
      page('map', async () => (await import('./pages/map/map-page.tsx')).MapPage),
      page('network', async () => (await import('./pages/network/links-page.tsx')).LinksPage),
      page('network/findings', async () => (await import('./pages/network/findings-page.tsx')).FindingsPage),
      page('network/communities', async () => (await import('./pages/network/communities-page.tsx')).CommunitiesPage),
      page('network/communities/:id', async () => (await import('./pages/network/community-page.tsx')).CommunityPage),
      page('network/cases', async () => (await import('./pages/network/cases-page.tsx')).CasesPage),
      page('network/cases/:id', async () => (await import('./pages/network/case-page.tsx')).CasePage),
      page('network/watch', async () => (await import('./pages/network/watch-page.tsx')).WatchPage),
      page('settings', async () => (await import('./pages/settings/settings-page.tsx')).SettingsPage),
      { path: '*', Component: NotFound },
    ],
  },
]);
