/**
 * What a report does in a browser: tables of some rows sort and filter. Without it all of them are there as they are. It
 * writes nothing but texts of its own, and never takes what stands in a table for anything but text.
 */
export const PAGE_SCRIPT = `'use strict';
{
  const UNITS = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4, PiB: 1024 ** 5, EiB: 1024 ** 6,
    KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15, EB: 1e18, ms: 1, s: 1e3, m: 6e4, h: 36e5 };
  const order = new Intl.Collator('en', { numeric: true });

  // '1,204+', '2.0 TiB', '$12.50', '1h 05m': a number; what is blank is unknown, and stays last.
  function numberOf(text) {
    let sum = 0;
    let found = false;
    for (const [, digits, unit] of text.replace(/[,$+<>]/g, '').matchAll(/(-?\\d+(?:\\.\\d+)?) ?([A-Za-z]*)/g)) {
      sum += Number(digits) * (UNITS[unit] ?? 1);
      found = true;
    }
    return found ? sum : null;
  }

  function compared(type, one, other) {
    if (one === '' || other === '') return null;
    return type === 'text' ? order.compare(one, other) : numberOf(one) - numberOf(other);
  }

  function sortBy(body, place, type, down) {
    const rows = [...body.rows].map((row) => ({ row, text: row.cells[place]?.textContent.trim() ?? '' }));
    rows.sort((one, other) => {
      // What adds the others up stays below them.
      const sum = one.row.classList.contains('total') - other.row.classList.contains('total');
      if (sum !== 0) return sum;
      const way = compared(type, one.text, other.text);
      if (way === null) return (one.text === '') - (other.text === '');
      return down ? -way : way;
    });
    body.append(...rows.map(({ row }) => row));
  }

  function sortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    for (const [place, head] of heads.entries()) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute('aria-sort', 'none');
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        for (const each of heads) each.setAttribute('aria-sort', 'none');
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        sortBy(table.tBodies[0], place, head.dataset.type, down);
      });
    }
  }

  function filterable(table) {
    const label = document.createElement('label');
    const input = document.createElement('input');
    const told = document.createElement('span');
    const line = document.createElement('p');
    input.type = 'search';
    input.setAttribute('aria-label', 'Filter ' + table.caption.textContent);
    told.setAttribute('role', 'status');
    line.className = 'filter';
    label.append('Filter ', input);
    line.append(label, told);
    table.parentElement.before(line);
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
      let kept = 0;
      for (const row of table.tBodies[0].rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) kept += 1;
      }
      told.textContent = words.length === 0 ? '' : kept + ' of ' + table.tBodies[0].rows.length + ' rows';
    });
  }

  for (const table of document.querySelectorAll('table')) {
    const rows = table.tBodies[0].rows.length;
    if (rows > 1) sortable(table);
    if (rows > 15) filterable(table);
  }
}
`;
