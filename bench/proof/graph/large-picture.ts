const AT = '2026-01-01T00:00:00.000Z';
const [PEOPLE, THINGS, LINKS] = [500, 2000, 2500];
const STATUSES = ['applicant', 'borrower', 'bad', 'fraud'];

/** What the API answers for a picture of 5,000 elements: people with telephones, some of them shared. */
export function largePicture() {
  const base = { links: 3, community: null, list: null };
  const people = Array.from({ length: PEOPLE }, (_, i) => ({
    ...{ ...base, id: `person:p${i}`, kind: 'person', label: `n${i}`, status: STATUSES[i % STATUSES.length] ?? '' },
  }));
  const things = Array.from({ length: THINGS }, (_, i) => ({
    ...{ ...base, id: `phone:t${i}`, kind: 'phone', label: `t${i}`, status: '' },
  }));
  const links = Array.from({ length: LINKS }, (_, i) => ({
    from: `person:p${i % PEOPLE}`,
    to: `phone:t${i < THINGS ? i : ((i - THINGS) * 7 + 1) % THINGS}`,
    ...{ relation: 'listed', strength: 0.3, events: 1, firstAt: AT, lastAt: AT },
  }));
  return { at: AT, nodes: [...people, ...things], links, cut: [] };
}
