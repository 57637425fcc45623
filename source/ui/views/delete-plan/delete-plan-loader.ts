import type { ExportSelection } from '../../../export/export-request.ts';
import { errorLine } from '../../../model/words.ts';
import type { Loader } from '../../loading/loader.ts';
import type { AppServices } from '../../loading/services.ts';
import type { AppEvent } from '../../state/events.ts';
import type { Store } from '../../state/store.ts';

type Services = Pick<AppServices, 'reviewDeletePlan' | 'writeDeletePlan'>;

/** Adds up the delete plan that is open, and writes its script when that is asked for; what is closed is given up. */
export function createDeletePlanLoader(services: Services, store: Store): Loader {
  let job: {
    readonly of: ExportSelection;
    readonly what: 'review' | 'write';
    readonly abort: AbortController;
  } | null = null;

  const forget = () => {
    job?.abort.abort(new Error('closed'));
    job = null;
  };

  const update = () => {
    const { deletePlan: plan, scan } = store.state();
    if (plan === null || scan === null || (job !== null && job.of !== plan.selection)) forget();
    if (plan === null || scan === null || job !== null) return;
    if (plan.review === null && plan.error === null) void run('review', plan.selection, scan.scanFile);
    else if (plan.script === 'asked') void run('write', plan.selection, scan.scanFile);
  };

  const run = async (what: 'review' | 'write', of: ExportSelection, scanFile: string) => {
    const current = { of, what, abort: new AbortController() };
    job = current;
    const { signal } = current.abort;
    const asked = what === 'review' ? review(of, scanFile, signal) : write(of, scanFile, signal);
    const event = await asked;
    if (job !== current) return;
    job = null;
    store.dispatch(event);
  };

  const review = (of: ExportSelection, scanFile: string, signal: AbortSignal): Promise<AppEvent> =>
    services.reviewDeletePlan(scanFile, of, signal).then(
      (found) => ({ type: 'plan reviewed', of, review: found }),
      (error) => ({ type: 'plan not reviewed', of, error: errorLine(error) }),
    );

  const write = (of: ExportSelection, scanFile: string, signal: AbortSignal): Promise<AppEvent> =>
    services.writeDeletePlan(scanFile, of, signal).then(
      (script) => ({ type: 'plan written', of, script }),
      (error) => ({ type: 'plan not written', of, error: errorLine(error) }),
    );

  return { update, reset: forget };
}
