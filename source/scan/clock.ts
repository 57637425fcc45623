/** A clock further off than this is worth a word: signatures are refused from there on. */
const WORTH_SAYING_MS = 5 * 60_000;

/** Watches the dates of AWS's answers and says once how far this machine's clock is off. */
export function clockNotice(say: (notice: string) => void): (date: string) => void {
  let said = false;
  return (date) => {
    if (said) return;
    const server = Date.parse(date);
    if (Number.isNaN(server)) return;
    const behind = server - Date.now();
    if (Math.abs(behind) < WORTH_SAYING_MS) return;
    said = true;
    const minutes = Math.round(Math.abs(behind) / 60_000);
    say(
      `this machine's clock is ${minutes} minutes ${behind > 0 ? 'behind' : 'ahead of'} AWS's; ages are off by that`,
    );
  };
}
