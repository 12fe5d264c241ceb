import { TallyError } from '#base';

const roles = ['auditor', 'analyst', 'operator', 'risk', 'admin'] as const;

/** @throws TallyError `CLI_ROLE` when the text is no role. */
export function roleOf(text: string | undefined): (typeof roles)[number] {
  const role = roles.find((known) => known === text);
  if (role !== undefined) return role;
  throw new TallyError('CLI_ROLE', `"${text ?? ''}" is no role`, { hint: `roles: ${roles.join(', ')}` });
}
