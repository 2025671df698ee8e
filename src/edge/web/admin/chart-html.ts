/** A chart on a page: drawn once as long as its numbers are the same, for drawing takes as long as many turns. */
import { h } from 'preact'
import { remember } from '../../../memory.ts'
import type { Chart } from '../../../report/document.ts'
import type { Html } from '../frame/page.ts'
import type { Visit } from './visit.ts'

/** A wave has six on its page, in two languages. */
const MOST_DRAWN = 60
const drawn = new Map<string, Promise<string>>()

/** The chart in a box that scrolls sideways by keyboard too. `alternative`: what it shows, in words. */
export const chartHtml = async (
  { wave }: Pick<Visit, 'wave'>,
  { chart, alternative }: { chart: Chart; alternative: string },
): Promise<Html> => {
  const key = JSON.stringify([chart, alternative])
  const svg = drawn.get(key) ?? wave.drawChart(chart, alternative)
  remember(drawn, key, svg, MOST_DRAWN)
  svg.catch(() => drawn.delete(key))
  // What Vega writes has every text escaped.
  const inner = { __html: await svg }
  return h('div', {
    class: 'kd-chart kd-scroll',
    tabIndex: 0,
    role: 'group',
    'aria-label': alternative,
    dangerouslySetInnerHTML: inner,
  })
}
