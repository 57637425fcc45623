import type { Command, Movement } from '../../kit/key-binding.ts';
import { isMovement } from '../../kit/movement.ts';
import type { PlacedLink } from './summary-page.ts';

/** The link with this id; the first one where there is none (any more). */
export function linkAt(links: readonly PlacedLink[], id: string | null): PlacedLink | undefined {
  return links.find(({ link }) => link.id === id) ?? links[0];
}

/** The link that a command leads to from this one, by where they stand on the page; itself where there is no way. */
export function nextLink(
  links: readonly PlacedLink[],
  from: PlacedLink,
  command: Command,
  height: number,
): PlacedLink {
  if (isMovement(command)) return alongColumn(links, from, command, height);
  if (command === 'left' || command === 'right') return across(links, from, command === 'left' ? -1 : 1);
  return from;
}

const PAGES: Readonly<Partial<Record<Movement, number>>> = {
  'page up': -1,
  'page down': 1,
  'half page up': -0.5,
  'half page down': 0.5,
};

function alongColumn(
  links: readonly PlacedLink[],
  from: PlacedLink,
  movement: Movement,
  height: number,
): PlacedLink {
  const column = links.filter((link) => link.column === from.column);
  if (movement === 'first') return links[0] ?? from;
  if (movement === 'last') return column.at(-1) ?? from;
  const pages = PAGES[movement];
  if (pages !== undefined) {
    const wanted = from.line + Math.round(pages * height);
    return nearest(column, (link) => [Math.abs(link.line - wanted), Math.abs(link.cell - from.cell)]) ?? from;
  }
  const direction = movement === 'up' ? -1 : 1;
  const beyond = column.filter((link) => (link.line - from.line) * direction > 0);
  return (
    nearest(beyond, (link) => [Math.abs(link.line - from.line), Math.abs(link.cell - from.cell)]) ?? from
  );
}

function across(links: readonly PlacedLink[], from: PlacedLink, direction: -1 | 1): PlacedLink {
  const beside = links.filter(
    (link) =>
      link.line === from.line && link.column === from.column && (link.cell - from.cell) * direction > 0,
  );
  const next = nearest(beside, (link) => [Math.abs(link.cell - from.cell), 0]);
  if (next !== undefined) return next;
  const column = links.filter((link) => link.column === from.column + direction);
  return (
    nearest(column, (link) => [Math.abs(link.line - from.line), Math.abs(link.cell - from.cell)]) ?? from
  );
}

/** The link with the least distance, by its first part and then by its second. */
function nearest(
  links: readonly PlacedLink[],
  distance: (link: PlacedLink) => readonly [number, number],
): PlacedLink | undefined {
  let best: { readonly link: PlacedLink; readonly far: readonly [number, number] } | undefined;
  for (const link of links) {
    const far = distance(link);
    if (best === undefined || far[0] < best.far[0] || (far[0] === best.far[0] && far[1] < best.far[1]))
      best = { link, far };
  }
  return best?.link;
}
