// Sums lanes into one line: node sum.mjs LANE=EXIT…, a LANE being the JSON report of vitest or the name of a gate.
// A file that does not load has no failed test, a killed lane no report, an error outside every test a report that
// says success: each counts as one failure.
import { existsSync, readFileSync } from 'node:fs';

const count = { passed: 0, failed: 0, skipped: 0 };
for (const lane of process.argv.slice(2)) {
  const [, name, exit] = /^(.*)=(\d+)$/.exec(lane);
  const before = count.failed;
  const isGate = !name.endsWith('.json');
  if (isGate && exit === '0') count.passed += 1;
  const { testResults } = !isGate && existsSync(name) ? JSON.parse(readFileSync(name, 'utf8')) : { testResults: [] };
  for (const { status, assertionResults } of testResults) {
    for (const test of assertionResults) count[test.status in count ? test.status : 'skipped'] += 1;
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) count.failed += 1;
  }
  if (count.failed === before && (exit !== '0' || (!isGate && testResults.length === 0))) count.failed += 1;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const slowest = tests.sort((a, b) => (b.duration ?? 0) - (a.duration ?? 0)).slice(0, 10);
  if (name.endsWith('deep.json')) {
    for (const { duration, fullName } of slowest) console.log(`${Math.round(duration ?? 0)} ms: ${fullName.trim()}`);
  }
  if (count.failed > before) console.log(`failed: ${name.split('/').at(-1)} (exit ${exit})`);
}
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exit(count.failed > 0 ? 1 : 0);
