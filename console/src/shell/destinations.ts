import {
  IconAdjustments,
  IconBuildingBank,
  IconChartHistogram,
  IconFileText,
  IconGitBranch,
  IconHome,
  IconListSearch,
  IconMap2,
  IconSettings,
  IconTopologyStar3,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { WordKey } from '../words/dictionary.ts';

export interface Destination {
  readonly path: string;
  readonly label: WordKey;
  readonly group: 'work' | 'risk' | 'system';
  /** Second key of the shortcut after `g`. */
  readonly key: string;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
}

export const destinations: readonly Destination[] = [
  { path: '/', label: 'nav.home', group: 'work', key: 'h', icon: IconHome },
  { path: '/applications', label: 'nav.applications', group: 'work', key: 'a', icon: IconFileText },
  { path: '/people', label: 'nav.people', group: 'work', key: 'p', icon: IconUsers },
  { path: '/segments', label: 'nav.segments', group: 'work', key: 'g', icon: IconUsersGroup },
  { path: '/loans', label: 'nav.loans', group: 'work', key: 'l', icon: IconBuildingBank },
  { path: '/portfolio', label: 'nav.portfolio', group: 'risk', key: 'o', icon: IconChartHistogram },
  { path: '/models', label: 'nav.models', group: 'risk', key: 'm', icon: IconAdjustments },
  { path: '/policies', label: 'nav.policies', group: 'risk', key: 'r', icon: IconGitBranch },
  { path: '/factors', label: 'nav.factors', group: 'risk', key: 'f', icon: IconListSearch },
  { path: '/map', label: 'nav.map', group: 'risk', key: 'x', icon: IconMap2 },
  { path: '/network', label: 'nav.network', group: 'risk', key: 'n', icon: IconTopologyStar3 },
  { path: '/settings', label: 'nav.settings', group: 'system', key: 's', icon: IconSettings },
];
