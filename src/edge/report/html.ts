/** The report as one HTML file: no script, nothing fetched, readable on paper. */
import type { Chapter, DataTable, Figure, ReportDocument, Statement } from '../../report/document.ts'
import { doc } from '../../report/words.ts'
import { renderChart } from './charts.ts'

const escaped = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;')

const isNumber = (cell: string): boolean => /^[+−]?[\d\s .,–-]*\d( %)?$/u.test(cell)

const cellOf =
  (hidden: string) =>
  (text: string): string =>
    `<td${isNumber(text) ? ' class="number"' : text === hidden ? ' class="number hidden"' : ''}>${escaped(text)}</td>`

const tableHtml = (language: 'nb' | 'nn', { caption, columns, rows }: DataTable): string => {
  const hidden = doc(language, 'hidden')
  const cell = cellOf(hidden)
  const isRight = (text: string) => isNumber(text) || text === hidden
  const [, ...firstCells] = rows[0] ?? []
  const heads = columns.map((c, i) => {
    const number = i > 0 && isRight(firstCells[i - 1] ?? '')
    return c === '' ? '<td></td>' : `<th scope="col"${number ? ' class="number"' : ''}>${escaped(c)}</th>`
  })
  const body = rows.map(
    ([head = '', ...cells]) => `<tr><th scope="row">${escaped(head)}</th>${cells.map(cell).join('')}</tr>`,
  )
  // A focusable region: wide tables scroll sideways by keyboard too.
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escaped(caption)}"><table><caption>${escaped(caption)}</caption><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

/** More rows than half a page holds: kept whole below its chart it would leave the page before it empty. */
const longTable = 15

const figureHtml = async (language: 'nb' | 'nn', figure: Figure): Promise<string> => {
  const svg =
    figure.chart === null
      ? ''
      : `<div class="chart" tabindex="0">${await renderChart(figure.chart, figure.alternative)}</div>`
  const notes = figure.notes.map((n) => `<p class="note">${escaped(n)}</p>`).join('')
  const table = figure.table === null ? '' : tableHtml(language, figure.table)
  const more =
    figure.breakdowns.length === 0
      ? ''
      : `<details><summary>${escaped(doc(language, 'breakdown'))}<span class="quiet">: ${escaped(figure.title)}</span></summary>${figure.breakdowns.map((t) => tableHtml(language, t)).join('')}</details>`
  const title = `<h3 id="${figure.id}">${escaped(figure.title)}</h3>`
  const long = (figure.table?.rows.length ?? 0) > longTable ? ' long' : ''
  return `<div class="figure${long}"><div class="together">${title}${notes}${svg}</div>${table}${more}</div>`
}

const statementHtml = (language: 'nb' | 'nn', { text, numbers, figureId }: Statement): string => {
  const link = `<a href="#${figureId}">${escaped(doc(language, 'see_table'))}<span class="quiet">: ${escaped(text)}</span></a>`
  const of = numbers === '' ? '' : `<span class="of">${escaped(numbers)}</span> `
  return `<li><p>${escaped(text)}</p><p class="source">${of}${link}</p></li>`
}

const chapterHtml = async (language: 'nb' | 'nn', chapter: Chapter): Promise<string> => {
  const figures: string[] = []
  for (const figure of chapter.figures) figures.push(await figureHtml(language, figure))
  const statements =
    chapter.statements.length === 0
      ? ''
      : `<ul class="statements">${chapter.statements.map((s) => `<li>${escaped(s.text)}</li>`).join('')}</ul>`
  const text = chapter.text.map((t) => `<p>${escaped(t)}</p>`).join('')
  return `<section class="chapter" aria-labelledby="${chapter.id}"><h2 id="${chapter.id}">${escaped(chapter.title)}</h2>${text}${statements}${figures.join('')}</section>`
}

/** The whole file. */
export const reportHtml = async (document: ReportDocument): Promise<string> => {
  const { language, sender, title, subtitle, made, notices, keyFigures, findings, chapters } = document
  const bodies: string[] = []
  for (const chapter of chapters) bodies.push(await chapterHtml(language, chapter))
  const notice = notices.map((n) => `<p class="notice">${escaped(n)}</p>`).join('')
  const keys = keyFigures.map((k) => `<li><strong>${escaped(k.value)}</strong> ${escaped(k.label)}</li>`).join('')
  const contents = chapters.map((c) => `<li><a href="#${c.id}">${escaped(c.title)}</a></li>`).join('')
  const findingsHtml =
    findings.length === 0
      ? ''
      : `<section class="findings" aria-labelledby="hovedfunn"><h2 id="hovedfunn">${escaped(doc(language, 'main_findings'))}</h2><ol>${findings.map((f) => statementHtml(language, f)).join('')}</ol></section>`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${styles}</style>
</head>
<body>
<a class="skip" href="#innhold">${escaped(doc(language, 'skip'))}</a>
<header><div class="page">${notice}<p class="sender">${escaped(sender)}</p><h1>${escaped(title)}</h1><p class="subtitle">${escaped(subtitle)}</p><p class="made">${escaped(made)}</p></div></header>
<main id="innhold" class="page">
${keys === '' ? '' : `<ul class="keys">${keys}</ul>`}
${findingsHtml}
<nav class="contents" aria-label="${escaped(doc(language, 'contents'))}"><h2>${escaped(doc(language, 'contents'))}</h2><ol>${contents}</ol></nav>
${bodies.join('\n')}
</main>
</body>
</html>
`
}

/** The report's style sheet, for screen and A4. Contrast is at least 4.5:1 throughout. */
const styles = `
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
