import { sha256, TallyError, type z } from '#base';
import { createUnit, forTenant } from '#store';
import type { Identifier } from '#stream';
import type { identityRoutes } from '../api/identity.ts';
import type { Call } from '../http/context.ts';

type Body = typeof identityRoutes.erase extends { body?: z.ZodType<infer B> } ? B : never;

/**
 * Destroys the keys of a person and of everybody who counts as him, then tells the log, from which the network forgets him. What
 * the books and the decisions need stays: it holds no personal data.
 */
export async function erasePerson({
  tenant,
  params,
  body,
  principal,
  ports,
  remember,
}: Call<{ id: string }, unknown, Body>) {
  const { engine, identity, id: name } = tenant;
  const person = identity.resolver.byId(params.id);
  if (person === undefined) {
    throw new TallyError('SERVER_NOT_FOUND', `there is no person ${params.id}`, {
      hint: 'list people at /v1/people',
      status: 404,
    });
  }
  const { audit, db } = engine.ports;
  const persons = [...identity.resolver.aliases(person)];
  const [mark] = await forTenant(db, name).query<Identifier>(
    'select kind, token from identifier where tenant = $1 and person_id = any($2::text[]) order by ordinal limit 1',
    [persons],
  );
  const answer = { persons };
  audit.record({
    at: ports.wallClock.now(),
    actor: principal.actor,
    action: 'person.erased',
    subject: `person:${person.id}`,
    detailHash: sha256(body.reason),
  });
  const unit = createUnit(name).add(identity.erase(persons)).add(audit.part());
  await db.write(unit.add(remember({ status: 200, answer: JSON.stringify(answer) })));
  if (mark === undefined) return answer;
  const identifiers = [{ kind: mark.kind, token: mark.token }];
  await engine.record(
    persons.map((one) => ({ kind: 'identity.erased', key: `erased:${one}`, identifiers, data: { person: one } })),
  );
  return answer;
}
