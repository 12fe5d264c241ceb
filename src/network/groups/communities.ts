import { LiveCommunities, type CommunityChange, type LiveImage } from '#graph';
import type { Bonds } from './bonds.ts';
import { CommunityJournal } from './community-journal.ts';

/** Groups are made anew (ids live on) when bonds grew by this share, or after so many days. */
const [GROWN, DAYS] = [0.1, 14];

/** Groups of the network: kept live with every bond, written down at the end of each day. */
export class Communities {
  readonly journal = new CommunityJournal();
  private readonly bonds: Bonds;
  private live: LiveCommunities;
  private added = 0;
  private total = 0;
  private refreshedOn = 0;
  /** Whether the last day's end made all groups anew: its changes are of many days. */
  wasRefreshed = false;

  constructor(bonds: Bonds, image?: ReturnType<Communities['image']>) {
    this.bonds = bonds;
    this.live = new LiveCommunities(bonds.store, image === undefined ? {} : { image: image.live });
    if (image === undefined) return;
    ({ added: this.added, total: this.total, refreshedOn: this.refreshedOn } = image);
    this.journal.restore(image.journal);
  }

  /** The group of a node at this moment, not as of a past one. */
  liveId(node: number): number | undefined {
    const number = this.bonds.numberOf(node);
    return number === undefined ? undefined : this.live.idOf(number);
  }

  /** Takes in bonds by their ends. */
  update(ends: readonly number[], only?: 'added'): void {
    this.added += ends.length / 2;
    const numbers = ends.flatMap((node) => this.bonds.numberOf(node) ?? []);
    this.live.update(numbers, only);
  }

  /** Writes the groups of a day's end; reads see them from `tick`. */
  close(day: number, tick: number): CommunityChange[] {
    const isDue = this.added > GROWN * this.total + 16 || day - this.refreshedOn >= DAYS;
    this.wasRefreshed = isDue;
    if (isDue) {
      this.live.refresh();
      this.total = this.bonds.size;
      this.added = 0;
      this.refreshedOn = day;
    } else this.live.settle();
    return this.journal.close({ day, tick }, this.live.ids(), (number) => this.bonds.nodeAt(number));
  }

  image(): {
    readonly live: LiveImage;
    readonly journal: ReturnType<CommunityJournal['image']>;
    readonly added: number;
    readonly total: number;
    readonly refreshedOn: number;
  } {
    const { added, total, refreshedOn } = this;
    return { live: this.live.image(), journal: this.journal.image(), added, total, refreshedOn };
  }
}
