/**
 * Runs the app over made-up services in this terminal, to look at it and for tests that need a process:
 *
 *   node --import tsx test/ui/helpers/run-fake-app.tsx [finished|running|crash|exit]
 */
import { runApp } from '../../../source/ui/app/run-app.tsx';
import { finishedScan, midScan } from './fake-scan.ts';
import { fakeServices } from './fake-services.ts';

const [mode = 'finished'] = process.argv.slice(2);
const services = fakeServices(mode === 'running' ? midScan() : finishedScan());

if (mode === 'crash') {
  setTimeout(() => {
    throw new Error('something broke');
  }, 300);
}
if (mode === 'exit') setTimeout(() => process.exit(7), 300);
const end = await runApp(
  services,
  { mode: 'scan', choice: {} },
  { stdin: process.stdin, stdout: process.stdout, color: (process.env.NO_COLOR ?? '') === '' },
);
for (const line of end.lines) process.stderr.write(`${line}\n`);
process.exitCode = end.exitCode;
