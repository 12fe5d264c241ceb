const MOST = 60;

/** The address of the picture of some nodes and what lies around them. */
export function ringPath(nodes: readonly string[], at?: string): string {
  const search = new URLSearchParams({
    nodes: nodes.slice(0, MOST).join(','),
    hops: '1',
    shared: '1',
    ...(at === undefined ? {} : { at }),
  });
  return `/network?${search}`;
}
