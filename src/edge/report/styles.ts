/** The report's style sheet, for screen and A4. Contrast is at least 4.5:1 throughout. */
export const styles = `
:root { --ink: #1a2733; --soft: #4d5963; --main: #12557a; --line: #d5dce1; --pale: #eef4f8; }
* { box-sizing: border-box; }
html { font-size: 17px; }
body { margin: 0; color: var(--ink); background: #fff; font: 1rem/1.55 Arial, "Liberation Sans", Helvetica, sans-serif; }
.page { max-width: 50rem; margin: 0 auto; padding: 0 1.5rem; }
header { background: #0b3a57; color: #fff; padding: 2rem 0 2.4rem; }
header p { margin: 0; }
.sender { font-weight: bold; letter-spacing: .06em; margin-bottom: 1.6rem !important; }
h1 { font-size: 2.5rem; line-height: 1.12; margin: 0 0 .5rem; }
.subtitle { font-size: 1.2rem; }
.made { margin-top: 1.2rem !important; font-size: .9rem; color: #d9e6ee; }
.notice { background: #fff3c4; color: #3d3000; padding: .6rem .9rem; margin: 0 0 1rem !important; font-weight: bold; border-left: 6px solid #b98900; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem; }
main { overflow-x: clip; }
a { color: #0b4f78; }
:focus-visible { outline: 3px solid #b98900; outline-offset: 2px; }
h2 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 1rem; color: #0b3a57; }
h3 { font-size: 1.12rem; line-height: 1.35; margin: 0 0 .3rem; }
.keys { list-style: none; display: flex; flex-wrap: wrap; gap: 1rem 2.4rem; margin: 2rem 0 0; padding: 0 0 1.6rem; border-bottom: 1px solid var(--line); }
.keys li { max-width: 13rem; line-height: 1.3; }
.keys strong { display: block; font-size: 2.1rem; line-height: 1.15; color: var(--main); font-variant-numeric: tabular-nums; }
.findings { margin-top: 2.2rem; }
.findings ol { margin: 0; padding: 0; list-style: none; }
.findings li { padding: .75rem 0 .75rem 1.1rem; border-left: 4px solid var(--main); margin-bottom: .9rem; background: linear-gradient(90deg, var(--pale), #fff 75%); }
.findings li p { margin: 0; font-size: 1.08rem; max-width: 42rem; }
.findings .source { font-size: .85rem; color: var(--soft); margin-top: .2rem; }
.of::after { content: " ·"; }
.contents { margin: 2.4rem 0 0; padding: 1.2rem 1.4rem; background: var(--pale); }
.contents h2 { font-size: 1.15rem; margin: 0 0 .4rem; }
.contents ol { margin: 0; padding-left: 1.3rem; columns: 2; column-gap: 2rem; }
.chapter { margin-top: 3.2rem; border-top: 3px solid #0b3a57; padding-top: 1.2rem; }
.chapter > p { max-width: 42rem; }
.statements { padding-left: 1.1rem; max-width: 42rem; font-size: 1.05rem; }
.statements li { margin-bottom: .35rem; }
.figure { margin: 2.2rem 0 0; padding-bottom: 1.4rem; border-bottom: 1px solid var(--line); }
h1, h2, h3 { overflow-wrap: break-word; hyphens: auto; }
.figure:last-child { border-bottom: 0; }
.note { margin: 0; font-size: .85rem; color: var(--soft); }
.chart { margin: .7rem 0 .6rem; }
.chart svg { max-width: 100%; height: auto; display: block; }
.scroll { overflow-x: auto; margin: .8rem 0 0; }
table { border-collapse: collapse; font-size: .85rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: .3rem; caption-side: top; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
details caption { position: static; width: auto; height: auto; clip-path: none; white-space: normal; font-weight: bold; color: var(--ink); }
.scroll { position: relative; }
th, td { padding: .28rem .9rem .28rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { vertical-align: bottom; }
tbody th { font-weight: normal; }
thead th { border-bottom: 2px solid var(--ink); font-size: .8rem; }
.number { text-align: right; padding-left: .6rem; }
.hidden { color: var(--soft); font-style: italic; }
td.number { white-space: nowrap; }
details { margin-top: .8rem; }
summary { cursor: pointer; color: #0b4f78; font-size: .9rem; padding: .2rem 0; }
details .scroll { margin-top: 1rem; }
.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 40rem) { html { font-size: 16px; } h1 { font-size: min(1.6rem, calc(.5rem + 3.8vw)); } h2 { font-size: 1.35rem; } .page { padding: 0 1rem; } .chart { overflow-x: auto; } .chart svg { max-width: none; width: 38rem; } .contents ol { columns: 1; } }
@page { size: A4; margin: 17mm 16mm 18mm; @bottom-right { content: counter(page); font: 9pt Arial, sans-serif; color: #4d5963; } }
@media print {
  html { font-size: 10.5pt; }
  .page { max-width: none; padding: 0; }
  header { background: none; color: var(--ink); padding: 0 0 1rem; border-bottom: 3px solid #0b3a57; }
  .made { color: var(--soft); }
  .skip, details { display: none; }
  .chapter { break-before: page; margin-top: 0; }
  .contents + .chapter { break-before: auto; margin-top: 2.4rem; }
  .together, tr, .findings li, .keys { break-inside: avoid; }
  .figure { break-inside: avoid; }
  .figure.long { break-inside: auto; }
  .long tbody tr:nth-child(-n + 2) { break-after: avoid; }
  .long tbody tr:last-child { break-before: avoid; }
  h2, h3 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
  .findings a { display: none; }
  .of::after { content: ""; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`
