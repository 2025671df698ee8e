/** A chart as SVG text, drawn on the server without a browser. */
import { parse, View } from 'vega'
import { compile } from 'vega-lite'
import type { Chart } from '../../report/layout/document.ts'
import { chartSpec } from './chart-specs.ts'

/** The `<svg>` element with the text alternative as its name; it scales with the page. */
export const renderChart = async (chart: Chart, alternative: string): Promise<string> => {
  const view = new View(parse(compile(chartSpec(chart)).spec), { renderer: 'none' })
  try {
    const svg = await view.toSVG()
    // One picture with one name: the parts' own roles would have to be named one by one.
    const plain = svg.replace(/ (role|aria-[a-z]+)="[^"]*"/gu, '')
    return plain.replace(/^<svg /u, `<svg role="img" aria-label="${escapeAttribute(alternative)}" `)
  } finally {
    view.finalize()
  }
}

const escapeAttribute = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/"/gu, '&quot;').replace(/</gu, '&lt;')
