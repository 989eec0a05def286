import { expect, test } from 'vitest';
import type { Exposure, Outcome } from '../../docs/examples/job.ts';
import { report } from '../../docs/examples/report.ts';

const evil = `<script>alert("1")</script>' onload='x`;
const exposure: Exposure = {
  smallest: 1,
  unique: 3,
  uniqueShare: 0.996,
  atRisk: 1,
  average: 0,
  aloneRows: [1],
  without: [evil],
};
const outcome: Outcome = {
  title: evil,
  invented: true,
  rows: 1_234,
  leftOut: { count: 1, first: [evil] },
  columns: [evil],
  before: [[evil]],
  after: [[evil]],
  risks: [{ label: `Who: ${evil}`, before: exposure, after: exposure }],
  kept: [{ label: evil, measure: evil, before: evil, after: evil, change: evil }],
  policyRowsPerSecond: 1,
  rowsPerSecond: 1,
};
const fields = [{ field: evil, technique: evil, steps: evil, back: evil, joins: evil }];

test('whatever the data hold is text in the report, in content and in attributes', () => {
  const html = report(outcome, fields);
  expect(html).not.toContain('<script');
  expect(html).not.toContain(`' onload='`);
  expect(
    html.match(/&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&#39; onload=&#39;x/g)?.length,
  ).toBeGreaterThan(15);
});
test('the report loads nothing and runs nothing', () => {
  const html = report({ ...outcome, title: 'x' }, fields);
  expect(html).not.toMatch(/<(script|link|img|iframe|object)\b|\bsrc=|\bhref=|url\(|@import|https?:/);
  expect(html).toContain('<meta name="viewport"');
  expect(html.match(/<svg [^>]*role="img" aria-label="[^"]+"/g)).toHaveLength(1);
});
test('a share that is not all is not called all; without attackers nothing is claimed', () => {
  expect(report(outcome, fields)).toContain('over 99 % before');
  expect(report({ ...outcome, risks: [] }, fields)).toContain(
    'No column that somebody may know of a person leaves as such.',
  );
});
test('of real people only what leaves is shown', () => {
  const html = report({ ...outcome, invented: false, before: [['Ada']], after: [['***']] }, fields);
  expect(html).toContain('***');
  expect(html).not.toContain('Ada');
});
