/** The style of the report: no font, script or picture from elsewhere; light or dark as the reader prefers. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2433; --soft: #5b6478; --paper: #f4f5f8; --card: #fff; --line: #dfe3ea;
  --before: #c8553d; --after: #2a7f8e; --tint: #eaf4f5 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf2; --soft: #a3acbf; --paper: #12161f; --card: #1b212d;
  --line: #2f3747; --before: #ef8a72; --after: #5cbccb; --tint: #1d2f36 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif }
main { max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem }
header p { color: var(--soft); margin: .25rem 0 0; max-width: 46rem }
h1 { font-size: clamp(1.6rem, 4vw, 2.3rem); line-height: 1.2; margin: 0; letter-spacing: -.02em }
h2 { font-size: 1.2rem; margin: 0 0 .25rem }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem }
section { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.5rem; margin-top: 1.25rem }
section > p { color: var(--soft); margin: 0 0 1rem; max-width: 46rem }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; margin: 1.5rem 0 0; padding: 0 }
.figures div { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1rem 1.25rem }
.figures dt { color: var(--soft); font-size: .875rem }
.figures dd { margin: .1rem 0 0; font-size: 1.7rem; font-weight: 650; letter-spacing: -.02em; font-variant-numeric: tabular-nums }
.figures dd small { font-size: .875rem; font-weight: 400; color: var(--soft); letter-spacing: 0; display: block; line-height: 1.4 }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
thead th { color: var(--soft); font-weight: 500; font-size: .8rem; white-space: nowrap }
tbody th { font-weight: 600; white-space: nowrap }
tbody tr:last-child > * { border-bottom: 0 }
.before { color: var(--before) }
.after { color: var(--after) }
.none { color: var(--soft) }
.tag { display: inline-block; padding: .05rem .55rem; border-radius: 99px; background: var(--tint); font-size: .8rem; white-space: nowrap }
h3 + .risk { margin-bottom: 1.5rem }
.risk { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 2.5rem; align-items: center }
.risk tbody th { white-space: normal; font-weight: 500 }
.risk td { white-space: nowrap }
.people { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1.5rem; align-items: start }
.people table { font-size: .82rem }
.people th { width: 26%; font-weight: 500; color: var(--soft) }
.people td { width: 37% }
svg { display: block; width: 100%; height: auto; max-width: 46rem; margin: .25rem 0 }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif }
svg .bar-before { fill: var(--before) }
svg .bar-after { fill: var(--after) }
svg .track { fill: var(--line); opacity: .6 }
ul { margin: 0; padding-left: 1.1rem; max-width: 46rem }
li { margin: .35rem 0 }
footer { color: var(--soft); font-size: .85rem; margin-top: 1.5rem }
@media (max-width: 40rem) {
  main { padding: 1.5rem .85rem 3rem }
  section { padding: 1.1rem }
  .risk { grid-template-columns: minmax(0, 1fr); gap: .5rem }
  .figures { grid-template-columns: 1fr 1fr; gap: .6rem }
  .figures div { padding: .75rem .9rem }
  .figures dd { font-size: 1.35rem }
  .stack thead { display: none }
  .stack tbody th, .stack td { display: block; border: 0; padding: .1rem 0 }
  .stack tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line) }
  .stack td[data-name]::before { content: attr(data-name) ': '; color: var(--soft) }
}
@media print { body { background: none } section, .figures div { break-inside: avoid } }
`;
