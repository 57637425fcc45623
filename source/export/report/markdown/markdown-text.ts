/** Texts as markdown has them, in tickets, pull requests and chats alike. */
import { safeText } from '../../../base/safe-text.ts';

/** Blank without width: written out, so that whoever reads the source sees it. */
const APART = '&#8203;';

/** What is markup in markdown wherever it stands; of two dollars with a formula between them one is no sum. */
const MARKS = /[\\`*_[\]|~^#]|\$(?!\d)/g;

/**
 * Any text within a line or a cell of a table: it is shown as it is, and is no markup, no html, no link, and calls nobody.
 */
export function markdownText(text: string): string {
  return (
    safeText(text)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(MARKS, '\\$&')
      // A person, an issue, an address: what a site would make a link of.
      .replace(/[@#](?=\w)/g, `$&${APART}`)
      .replace(/\bGH-(?=\d)/gi, `$&${APART}`)
      .replace(/:(?=\/\/)/g, `:${APART}`)
      .replace(/\bwww(?=\.)/gi, `$&${APART}`)
  );
}

/** The same as a paragraph of its own: what would begin a list or a rule begins none. */
export function markdownLine(text: string): string {
  return markdownText(text)
    .replace(/^\s*(?=[-+=])/, '\\')
    .replace(/^\s*(\d+)(?=[.)])/, '$1\\');
}
