import { IdInterner } from '#graph';
import { nodeKinds, placeOfKind, type NodeKind } from '../links/node-kinds.ts';
import type { NodeName } from '../links/links-of.ts';
import { bytes } from './columns.ts';

/** Numbers nodes by kind and token, and reads their names back. */
export class NodeBook {
  private readonly interner = new IdInterner();
  private readonly kinds = bytes();
  private readonly tokens: string[] = [];
  private readonly counts = new Uint32Array(nodeKinds.length);

  get size(): number {
    return this.tokens.length;
  }

  get bytes(): number {
    return this.interner.bytes + this.kinds.bytes + 32 * this.tokens.length;
  }

  /** The number of a node, new or known. */
  intern({ kind, token }: NodeName): number {
    const node = this.interner.intern(`${kind}:${token}`);
    if (node === this.tokens.length) {
      const place = placeOfKind(kind) ?? 0;
      this.kinds.push(place);
      this.counts[place] = (this.counts[place] as number) + 1;
      this.tokens.push(token);
    } else if (this.tokens[node] === '') this.tokens[node] = token;
    return node;
  }

  /** The number of a node that is known. */
  find({ kind, token }: NodeName): number | undefined {
    return this.interner.find(`${kind}:${token}`);
  }

  kindOf(node: number): NodeKind {
    return (nodeKinds[this.kinds.get(node)] as (typeof nodeKinds)[number]).kind;
  }

  /** Place of its kind in the table of kinds. */
  kindPlace(node: number): number {
    return this.kinds.get(node);
  }

  /** Empty for what was erased. */
  tokenOf(node: number): string {
    return this.tokens[node] ?? '';
  }

  /** `kind:token`. */
  idOf(node: number): string {
    return `${this.kindOf(node)}:${this.tokenOf(node)}`;
  }

  /** The node of a `kind:token`. */
  byId(id: string): number | undefined {
    const at = id.indexOf(':');
    return at < 0 || placeOfKind(id.slice(0, at)) === undefined ? undefined : this.interner.find(id);
  }

  /** Forgets the name of a node. */
  blank(node: number): void {
    this.tokens[node] = '';
  }

  /** How many nodes there are of each kind. */
  figures(): { readonly kind: NodeKind; readonly nodes: number }[] {
    return nodeKinds.map(({ kind }, place) => ({ kind, nodes: this.counts[place] as number }));
  }

  image(): string[] {
    return this.tokens.map((_, node) => this.idOf(node));
  }

  restore(ids: readonly string[]): void {
    ids.forEach((id, node) => {
      const at = id.indexOf(':');
      const [kind, token] = [id.slice(0, at) as NodeKind, id.slice(at + 1)];
      // What was erased keeps its place under a name that nothing has.
      this.intern({ kind, token: token === '' ? `erased ${node}` : token });
      if (token === '') this.blank(node);
    });
  }
}
