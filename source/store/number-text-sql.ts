/** How sizes and durations read on screen, as SQL, so that words find what is shown; see `model/format.ts`. */
import type { ByteUnit } from '../model/format.ts';

/** A size in SQL as it is shown, but without separators of thousands: `512 B`, `500.0 GiB`, `1023 GiB`. */
export function shownBytes(name: string, unit: ByteUnit): string {
  switch (unit) {
    case 'auto':
    case 'binary':
      return scaled(name, 1024, ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']);
    case 'decimal':
      return scaled(name, 1000, ['KB', 'MB', 'GB', 'TB', 'PB', 'EB']);
    case 'B':
      return `CASE WHEN ${name} IS NOT NULL THEN format('%.0f B', ${name}) END`;
    default: {
      const size = (unit.length === 3 ? 1024 : 1000) ** ' KMGT'.indexOf(unit.charAt(0));
      return `CASE WHEN ${name} = 0 OR abs(${name}) >= ${0.05 * size} THEN ${tenths(name, size, unit)}
        WHEN ${name} > 0 THEN '<0.1 ${unit}' WHEN ${name} < 0 THEN '>-0.1 ${unit}' END`;
    }
  }
}

/** Tenths up to a thousand, whole numbers from there up to where they would read as one of the next unit. */
function scaled(name: string, base: number, units: readonly string[]): string {
  const cases = units.flatMap((unit, index) => {
    const size = base ** (index + 1);
    const whole = `format('%.0f ${unit}', round(${name} * 10 / ${size}.0) / 10)`;
    const isLast = index === units.length - 1;
    return [
      `WHEN ${name} < ${999.95 * size} THEN ${tenths(name, size, unit)}`,
      ...(isLast
        ? [`ELSE ${whole}`]
        : base > 1000
          ? [`WHEN ${name} < ${(base - 0.05) * size} THEN ${whole}`]
          : []),
    ];
  });
  return `CASE WHEN ${name} IS NULL THEN NULL WHEN ${name} < ${base - 0.5} THEN format('%.0f B', ${name}) ${cases.join(' ')} END`;
}

/** Halves are rounded up, as JavaScript does; `format` alone rounds them as they are stored. */
function tenths(name: string, size: number, unit: string): string {
  return `format('%.1f ${unit}', round(${name} * 10 / ${size}.0) / 10)`;
}

/** A duration in SQL as it is shown, but without separators of thousands: `340ms`, `3.2s`, `4m 05s`, `1h 05m`. */
export function shownDuration(name: string): string {
  const seconds = `CAST(round(${name} / 1000.0) AS INTEGER)`;
  return `CASE WHEN ${name} IS NULL OR ${name} < 0 THEN NULL
    WHEN ${name} < 1000 THEN format('%.0fms', ${name})
    WHEN ${name} < 59950 THEN format('%.1fs', ${name} / 1000.0)
    WHEN ${seconds} < 3600 THEN format('%dm %02ds', ${seconds} / 60, ${seconds} % 60)
    ELSE format('%dh %02dm', ${seconds} / 3600, ${seconds} / 60 % 60) END`;
}
