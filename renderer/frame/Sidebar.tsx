// The sidebar: where everything is, the bell, and who "you" are.
import { ActionIcon, Tooltip } from '@mantine/core';
import { PanelLeft, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { run } from '../state/commands.ts';
import { go, homeOf, sidebarIconsUnder, toggleSidebar, useUi } from '../state/ui.ts';
import { Bell } from './Bell.tsx';
import { binPlace, placeGroups, settingsPlace, type Place } from './places.ts';
import classes from './frame.module.css';
import { SidebarEdge } from './SidebarEdge.tsx';
import { You } from './You.tsx';

function PlaceLink({ place, icons }: { readonly place: Place; readonly icons: boolean }): ReactNode {
  const current = useUi((ui) => homeOf(ui.screen)) === place.to;
  const Icon = place.icon;
  return (
    <Tooltip disabled={!icons} label={place.label} openDelay={200} position="right">
      <button
        aria-current={current ? 'page' : undefined}
        aria-label={place.label}
        className={classes.place}
        onClick={() => go({ to: place.to })}
        type="button"
      >
        <Icon aria-hidden size={16} />
        {!icons && <span className={classes.placeName}>{place.label}</span>}
      </button>
    </Tooltip>
  );
}

/** The sidebar; icons only when it is narrow. */
export function Sidebar(): ReactNode {
  const width = useUi((ui) => ui.sidebarWidth);
  const icons = width < sidebarIconsUnder;
  return (
    <nav
      aria-label="Main"
      className={classes.sidebar}
      data-icons={icons || undefined}
      data-pane="sidebar"
      style={{ width }}
    >
      <div className={classes.sidebarHead}>
        {!icons && <span className={classes.brand}>Baton</span>}
        <Tooltip label="Search and commands" position="right">
          <ActionIcon aria-label="Search and commands" onClick={() => run('palette')}>
            <Search size={16} />
          </ActionIcon>
        </Tooltip>
        <Bell />
        <Tooltip label={icons ? 'Open the sidebar' : 'Fold the sidebar'} position="right">
          <ActionIcon aria-expanded={!icons} aria-label="Sidebar" onClick={toggleSidebar}>
            <PanelLeft size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={classes.places}>
        {placeGroups.map(({ label, places }) => (
          <div className={classes.placeGroup} key={label}>
            {!icons && <div className={classes.groupLabel}>{label}</div>}
            {places.map((place) => (
              <PlaceLink icons={icons} key={place.to} place={place} />
            ))}
          </div>
        ))}
      </div>
      <PlaceLink icons={icons} place={binPlace} />
      <PlaceLink icons={icons} place={settingsPlace} />
      <You icons={icons} />
      <SidebarEdge width={width} />
    </nav>
  );
}
