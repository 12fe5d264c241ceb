const MOST = 60;
/** Of fewer nodes what is around them says more than what they share with each other. */
const RING = 3;

/** The address of the picture of some nodes and what lies around them. */
export function ringPath(nodes: readonly string[], at?: string): string {
  const search = new URLSearchParams({
    nodes: nodes.slice(0, MOST).join(','),
    hops: nodes.length < RING ? '2' : '1',
    shared: '1',
    ...(at === undefined ? {} : { at }),
  });
  return `/network?${search}`;
}
