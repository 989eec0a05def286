import { CLOSING } from './closing.ts';
import { exposures } from './exposure.ts';
import { type Html, html } from './html.ts';
import type { Outcome, Risk } from './job.ts';
import { percent, short } from './kept.ts';
import { STYLE } from './report-style.ts';
import type { FieldWords } from './words.ts';

/** The report as one HTML file that loads nothing; whatever comes from the data is escaped. */
export function report(outcome: Outcome, fields: readonly FieldWords[]): string {
  const { title, rows, leftOut, risks, rowsPerSecond } = outcome;
  const [first] = risks;
  const listed = first?.label.slice(first.label.indexOf(':') + 2) ?? '';
  const known = listed.length < 40 ? listed : 'what may be known';
  const body = html`<header>
<h1>${title}</h1>
<p>What was done to protect the people in this table, how exposed they still are, and what is left to analysts.</p>
</header>
<dl class="figures">
${figure('rows', rows.toLocaleString('en'), leftOut.count > 0 ? `${leftOut.count} left out` : '')}
${first ? figure('alone before', percent(first.before.uniqueShare), `${first.before.unique.toLocaleString('en')} by ${known}`) : []}
${first ? figure('alone after', percent(first.after.uniqueShare), `${first.after.unique.toLocaleString('en')} by the same`) : []}
${figure('rows a second, file to file', short(rowsPerSecond), '')}
</dl>
${people(outcome)}
<section><h2>Who would find people in it</h2>
<p>Somebody who knows these values of a person, and that she is in the table, looks for her row.</p>
${risks.length === 0 ? html`<p>No column that somebody may know of a person leaves as such.</p>` : risks.map(risk)}</section>
<section><h2>What each field went through</h2>
<p>Derived from the policy itself, so it says what ran.</p>
${list(
  ['field', 'technique', 'steps', 'read back', 'joins records'],
  fields.map((field) => [field.field, field.technique, field.steps, field.back, field.joins]),
)}</section>
<section><h2>What is left to analysts</h2>
<p>Labels of intervals count as their middle, open ones as their edge.</p>
${list(
  ['column', 'measure', 'before', 'after', 'change'],
  outcome.kept.map((kept) => [kept.label, kept.measure, kept.before, kept.after, kept.change]),
)}</section>
${leftOut.count > 0 ? html`<section><h2>Rows that did not fit</h2><ul>${leftOut.first.map((line) => html`<li>${line}</li>`)}</ul></section>` : []}
<section><h2>What these figures do not say</h2><ul>${CLOSING.map((line) => html`<li>${line}</li>`)}</ul></section>
<footer>Made by the demo of Voile. This file holds statistics of people: treat it like the protected table.</footer>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${`${title}: what was protected`}</title>
<style>${{ html: STYLE }}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`.html;
}

const figure = (name: string, value: string, beside: string): Html =>
  html`<div><dt>${name}</dt><dd>${value} <small>${beside}</small></dd></div>`;

/** A table of texts whose first column names the row; it stacks where the screen is narrow. */
function list(head: readonly string[], rows: readonly (readonly string[])[]): Html {
  return html`<div class="wide"><table class="${head.length > 3 ? 'stack' : ''}"><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([name = '', ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map(
      (cell, i) =>
        html`<td data-name="${head[i + 1] ?? ''}">${head[i + 1] === 'technique' ? html`<span class="tag">${cell}</span>` : cell}</td>`,
    )}</tr>
`,
  )}</tbody></table></div>`;
}

/** Three people, each beside what is left of her; only what leaves where the people are real. */
function people({ invented, columns, before, after }: Outcome): Html {
  const about = invented
    ? 'Three rows, before and after. Names, contacts and birth dates are invented, so they may be shown.'
    : 'Three rows as they leave. The originals are real, so they are not shown.';
  const cell = (text: string | undefined, side: string): Html =>
    text === '–' ? html`<td class="none">left out</td>` : html`<td class="${side}">${text ?? ''}</td>`;
  return html`<section><h2>${invented ? 'Before and after' : 'After'}</h2><p>${about}</p><div class="people">
${after.map(
  (
    row,
    person,
  ) => html`<table><thead><tr><th scope="col">field</th>${invented ? html`<th scope="col">before</th>` : []}<th scope="col">after</th></tr></thead>
<tbody>${columns.map(
    (
      name,
      i,
    ) => html`<tr><th scope="row">${name}</th>${invented ? cell(before[person]?.[i], 'before') : []}${cell(row[i], 'after')}</tr>
`,
  )}</tbody></table>`,
)}</div></section>`;
}

function risk({ label, before, after }: Risk): Html {
  const measures = [
    ['alone with their values', before.uniqueShare, after.uniqueShare],
    ['in groups under five', before.atRisk, after.atRisk],
    ['found by a match, on average', before.average, after.average],
  ] as const;
  const without = [...new Set([...before.without, ...after.without])];
  return html`<h3>${label}</h3>
<div class="risk"><div>${bars(measures, label)}</div>
${list(['', 'before', 'after'], exposures(before, after))}</div>
${without.length > 0 ? html`<p class="none">Without ${without.join(', ')}: it nearly names each row by itself.</p>` : []}`;
}

/** Two bars for each measure, a picture with its own words for those who do not see it. */
function bars(measures: readonly (readonly [string, number, number])[], label: string): Html {
  const words = measures.map(([name, one, two]) => `${name}: ${percent(one)} before, ${percent(two)} after`).join('; ');
  const rows = measures.map(([name, one, two], i) => {
    const y = i * 58;
    return html`<text x="0" y="${y + 14}">${name}</text>${bar(y + 20, 'before', one)}${bar(y + 36, 'after', two)}`;
  });
  return html`<svg viewBox="0 0 440 ${measures.length * 58}" role="img" aria-label="${`${label}. ${words}`}">
<title>${words}</title>${rows}</svg>`;
}

function bar(y: number, side: string, share: number): Html {
  const width = Math.max(310 * share, share > 0 ? 2 : 0);
  return html`
<rect class="track" x="0" y="${y}" width="310" height="12" rx="6"/>
<rect class="bar-${side}" x="0" y="${y}" width="${width.toFixed(1)}" height="12" rx="${Math.min(6, width / 2).toFixed(1)}"/>
<text x="320" y="${y + 11}">${percent(share)} ${side}</text>`;
}
