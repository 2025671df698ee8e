/** The report as one HTML file: no script, nothing fetched, readable on paper. */
import type { Chapter, DataTable, Figure, ReportDocument, Statement } from '../../report/layout/document.ts'
import { doc } from '../../report/layout/labels.ts'
import { renderChart } from './render-chart.ts'
import { styles } from './styles.ts'

const escaped = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;')

const isNumber = (cell: string): boolean => /^[\d\s .,–-]*\d( %)?$/u.test(cell)

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
  const { language, title, subtitle, made, notices, keyFigures, findings, chapters } = document
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
<header><div class="page">${notice}<p class="sender">IMDi</p><h1>${escaped(title)}</h1><p class="subtitle">${escaped(subtitle)}</p><p class="made">${escaped(made)}</p></div></header>
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
