import { useMemo, useState } from 'react';
import type { ApiError } from '../../api/api-error.ts';
import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { request } from '../../api/request.ts';
import { useUrlState } from '../../parts/use-url-state.ts';
import { added, collapsed, emptyPicture, linkId, without, type Picture } from './picture.ts';

/** What the page of links knows and can do. */
export interface PictureState {
  readonly picture: Picture;
  readonly selection: ReadonlySet<string>;
  readonly marked: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  readonly isLasso: boolean;
  readonly isLoading: boolean;
  readonly error: ApiError | null;
  /** Instant as of which everything is read; now when undefined. */
  readonly at: string | undefined;
  readonly hops: number;
  /** Only what ties nodes together is drawn. */
  readonly isSharedOnly: boolean;
  begin(id: string): void;
  expand(ids: readonly string[], relation?: string): void;
  collapse(id: string): void;
  remove(ids: ReadonlySet<string>): void;
  select(ids: readonly string[], isAdded: boolean): void;
  toggleRelation(relation: string): void;
  setLasso(isOn: boolean): void;
  setAt(at: string | undefined): void;
  setHops(hops: number): void;
  setSharedOnly(isOn: boolean): void;
  findPath(a: string, b: string): void;
  undo(): void;
  readonly canUndo: boolean;
}

const NONE: ReadonlySet<string> = new Set();
/** Pictures that can be gone back to. */
const MOST_STEPS = 30;

/** What the analyst made of the picture that an address begins with. */
interface Work {
  readonly begun: string;
  readonly steps: readonly Picture[];
}

/** The picture of the page: begun by the address, changed by what the analyst does, step by step back again. */
export function usePicture(): PictureState {
  const { values, change } = useUrlState(['nodes', 'at', 'hops', 'shared'] as const);
  const [work, setWork] = useState<Work>({ begun: '', steps: [] });
  const [selection, setSelection] = useState(NONE);
  const [marked, setMarked] = useState(NONE);
  const [hidden, setHidden] = useState(NONE);
  const [isLasso, setLasso] = useState(false);
  const [pending, setPending] = useState(0);
  const [error, setError] = useState<ApiError | null>(null);
  const { at, nodes } = values;
  const hops = Number(values.hops ?? 2);
  const first = useRead(endpoints.surroundings, { query: { nodes, hops, at } }, { enabled: nodes !== undefined });
  const begun = `${nodes} ${hops} ${at} ${first.dataUpdatedAt}`;
  const start = useMemo(
    () => (first.data === undefined ? emptyPicture : added(emptyPicture, first.data, nodes?.split(','))),
    [first.data, nodes],
  );
  const steps = work.begun === begun ? work.steps : [];
  const picture = steps.at(-1) ?? start;
  const step = (next: (before: Picture) => Picture): void =>
    setWork((before) => {
      const done = before.begun === begun ? before.steps : [];
      return { begun, steps: [...done.slice(-MOST_STEPS), next(done.at(-1) ?? start)] };
    });

  const load = async <T>(reading: Promise<T>, use: (answer: T) => void): Promise<void> => {
    setPending((n) => n + 1);
    setError(null);
    try {
      use(await reading);
    } catch (cause) {
      setError(cause as ApiError);
    } finally {
      setPending((n) => n - 1);
    }
  };

  return {
    ...{ picture, selection, marked, hidden, isLasso, at, hops },
    isSharedOnly: values.shared === '1',
    error: error ?? first.error,
    isLoading: pending > 0 || first.isFetching,
    canUndo: steps.length > 0,
    begin(id) {
      change({ nodes: id });
      setSelection(new Set([id]));
      setMarked(NONE);
    },
    expand(ids, relation) {
      const query = { nodes: ids.join(','), hops: 1, at, relations: relation, perNode: 200 };
      void load(request(endpoints.surroundings, { query }), (answer) => step((before) => added(before, answer, ids)));
    },
    collapse: (id) => step((before) => collapsed(before, id)),
    remove(ids) {
      step((before) => without(before, ids));
      setSelection(NONE);
    },
    select: (ids, isAdded) => setSelection((before) => new Set(isAdded ? toggled(before, ids) : ids)),
    toggleRelation: (relation) => setHidden((before) => new Set(toggled(before, [relation]))),
    setLasso,
    setAt: (next) => change({ at: next ?? null }),
    setHops: (next) => change({ hops: String(next) }),
    setSharedOnly: (isOn) => change({ shared: isOn ? '1' : null }),
    findPath(a, b) {
      void load(request(endpoints.networkPath, { query: { a, b, at } }), (answer) => {
        step((before) => added(before, answer, [a, b]));
        setMarked(new Set([...answer.nodes.map(({ id }) => id), ...answer.links.map(linkId)]));
      });
    },
    undo: () => setWork((before) => ({ ...before, steps: before.steps.slice(0, -1) })),
  };
}

function toggled(before: ReadonlySet<string>, ids: readonly string[]): string[] {
  const changed = new Set(ids);
  return [...[...before].filter((id) => !changed.has(id)), ...ids.filter((id) => !before.has(id))];
}
