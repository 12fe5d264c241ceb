import { endpoints, type Role } from './contract.ts';
import { useRead } from './hooks.ts';

export function useSession() {
  return useRead(endpoints.session);
}

const workers: readonly Role[] = ['operator', 'risk', 'admin'];
const replayers: readonly Role[] = ['auditor', 'analyst', 'risk', 'admin'];
const auditors: readonly Role[] = ['auditor', 'risk', 'admin'];

/** What the signed-in person may do; the server decides, the console only hides what would be refused. */
export function useRights() {
  const role = useSession().data?.role;
  const may = (allowed: readonly Role[]): boolean => role !== undefined && allowed.includes(role);
  return {
    work: may(workers),
    replay: may(replayers),
    ownRisk: may(['risk', 'admin']),
    administer: may(['admin']),
    audit: may(auditors),
  };
}
