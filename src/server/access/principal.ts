import { TallyError } from '#base';
import type { Role } from '../api/index.ts';

/** Who makes a request. */
export interface Principal {
  readonly tenant: string;
  /** `user:usr_…` or `key:key_…`, as the audit log names him. */
  readonly actor: string;
  readonly role: Role;
  /** Set for people signed in to the console. */
  readonly userId: string | undefined;
}

/** @throws TallyError `SERVER_UNAUTHENTICATED` without a principal, `SERVER_FORBIDDEN` when his role is not among them. */
export function authorise(principal: Principal | undefined, roles: readonly Role[]): Principal {
  if (principal === undefined) {
    throw new TallyError('SERVER_UNAUTHENTICATED', 'the request carries no valid credentials', {
      hint: 'send "Authorization: Bearer KEY" with an API key, or sign in to the console',
      status: 401,
    });
  }
  if (roles.includes(principal.role)) return principal;
  throw new TallyError('SERVER_FORBIDDEN', `the role ${principal.role} may not do this`, {
    hint: `one of these roles may: ${roles.join(', ')}`,
    status: 403,
  });
}
