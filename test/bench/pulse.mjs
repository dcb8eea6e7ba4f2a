// Loaded into the measured server: how long its thread was busy at a stretch, told once a second. A plain script, as
// Node loads it before anything else.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const ms = (nanoseconds) => (nanoseconds / 1e6).toFixed(2);
  setInterval(() => {
    process.stdout.write(`pulse ${ms(delay.percentile(99))} ${ms(delay.max)} ${delay.count}\n`);
    delay.reset();
  }, 1000).unref();
}
