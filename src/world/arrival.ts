import type { Rng } from '#base';
import { clickedCampaign } from './ads/clicked-campaign.ts';
import { campaignName, CAMPAIGNS_PER_CHANNEL } from './ads/plan.ts';
import { bookEdition, contactBook } from './contact-book.ts';
import type { Country } from './country.ts';
import type { Evidence } from './evidence.ts';
import { accountOf, cookieOf, deviceOf, phoneOf } from './identifiers.ts';
import { at, pick } from './random.ts';
import { writeSession } from './signals.ts';
import { MINUTE, type Visit } from './visit.ts';

/** The way to the form: registration of those who are new, the session, the contact book when it has changed. */
export function arrive(country: Country, visit: Visit, evidence: Evidence): void {
  const { person, rng, book } = visit;
  if (at(country.people.registered, person) === 0) register(country, person, { ...visit, at: visit.at - 20 * MINUTE });
  writeSession(country, person, { book, at: visit.at - 12 * MINUTE, rng, shown: evidence });
  const edition = bookEdition(country, person, book.day);
  if (at(country.people.syncedBook, person) === edition) return;
  country.people.syncedBook[person] = edition;
  const contacts = contactBook(country, person, book.day);
  book.write({
    kind: 'contacts.synced',
    at: visit.at - 10 * MINUTE,
    source: 'app',
    identifiers: [
      { kind: 'account', value: accountOf(country, person) },
      { kind: 'phone', value: phoneOf(country, person, book.day) },
    ],
    data: { contacts, total: contacts.length },
  });
}

const channels = ['feed', 'search', 'app-store', 'partner', 'agent'] as const;

/** The campaign that brought somebody: one that he likes; an agent has no taste. */
function campaignOf(
  country: Country,
  { person, channel, day, at: when }: { person: number; channel: string; day: number; at: number },
  rng: Rng,
): string {
  const drawn = campaignName(channel, rng.below(CAMPAIGNS_PER_CHANNEL));
  if (channel === 'agent') return drawn;
  const hour = Math.min(23, Math.max(0, Math.floor(when / (60 * MINUTE))));
  return clickedCampaign(country, { person, day, hour, channel }, rng.fork('clicked')).campaignId;
}

function register(country: Country, person: number, { rng, book, at: when }: Visit): void {
  const channel = channels[pick([4, 3, 2, 1.5, 0.5], rng.uniform())] ?? 'feed';
  const campaignId = campaignOf(country, { person, channel, day: book.day, at: when }, rng);
  const cookie = { kind: 'cookie', value: cookieOf(country, person) } as const;
  const device = { kind: 'device', value: deviceOf(country, person) } as const;
  const data = { campaignId, channel, costMinor: 80 + rng.below(400) };
  if (rng.chance(0.6))
    book.write({ kind: 'ad.clicked', at: when - 3 * MINUTE, source: 'app', identifiers: [cookie, device], data });
  country.people.registered[person] = 1;
  book.write({
    kind: 'account.registered',
    at: when,
    source: 'app',
    identifiers: [
      { kind: 'account', value: accountOf(country, person) },
      { kind: 'phone', value: phoneOf(country, person, book.day) },
      device,
      cookie,
    ],
    data: { channel, campaignId },
  });
}
