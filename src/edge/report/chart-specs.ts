/** Charts as Vega-Lite specifications. */
import type { TopLevelSpec } from 'vega-lite'
import type { Chart } from '../../report/layout/document.ts'
import {
  ink,
  labelAxis,
  labelWidth,
  main,
  mutedColour,
  onScale,
  percentAxis,
  plotWidth,
  scaleColours,
  soft,
  spec,
  stepFor,
} from './chart-style.ts'
import { trendSpec } from './trend-spec.ts'

const bars = ({ bars: items }: Extract<Chart, { type: 'bars' }>): TopLevelSpec => {
  const labels = items.map((b) => b.label)
  const values = items.map((b, i) => ({
    ...b,
    key: `${i}`,
    label: b.label,
    text: `${b.value} %`,
    colour: b.muted ? mutedColour : main,
  }))
  const y = { field: 'label', type: 'nominal', sort: labels, axis: labelAxis }
  const x = { field: 'value', type: 'quantitative', scale: { domain: [0, 100] }, axis: percentAxis }
  return spec({
    width: plotWidth,
    height: { step: stepFor(labels) },
    data: { values },
    encoding: { y, x },
    layer: [
      {
        mark: { type: 'bar', height: { band: 0.66 } },
        encoding: { color: { field: 'colour', type: 'nominal', scale: null } },
      },
      { mark: { type: 'text', align: 'left', dx: 5, fontSize: 13, color: ink }, encoding: { text: { field: 'text' } } },
    ],
  })
}

const stacked = ({ steps, rows, last }: Extract<Chart, { type: 'stacked' }>): TopLevelSpec => {
  const labels = rows.map((r) => r.label)
  const scaleSteps = last === 'missing' ? steps.length - 1 : steps.length
  const colourAt = (i: number) => (i >= scaleSteps ? 5 : Math.round((i * 4) / Math.max(1, scaleSteps - 1)))
  // Rounded shares may add up to 99 or 101: the bars are stretched to the full width.
  const values = rows.flatMap((row) => {
    const sum = row.values.reduce((a, b) => a + b, 0) || 1
    let from = 0
    return row.values.map((value, i) => {
      const width = (100 * value) / sum
      const start = from
      from += width
      return {
        label: row.label,
        step: steps[i] ?? '',
        from: start,
        to: from,
        middle: start + width / 2,
        text: value >= 6 ? String(value) : '',
        onColour: onScale[colourAt(i)] ?? ink,
      }
    })
  })
  const x = { field: 'from', type: 'quantitative', scale: { domain: [0, 100] }, axis: percentAxis }
  const color = {
    field: 'step',
    type: 'nominal',
    scale: { domain: steps, range: steps.map((_, i) => scaleColours[colourAt(i)] ?? main) },
    sort: steps,
  }
  return spec({
    // Without a browser the width of letters is guessed, too wide: the room for labels and legend is given instead.
    autosize: { type: 'none' },
    padding: { left: labelWidth, right: 18, top: 22 * Math.ceil(steps.length / 2) + 8, bottom: 28 },
    width: plotWidth,
    height: { step: stepFor(labels) },
    data: { values },
    encoding: { y: { field: 'label', type: 'nominal', sort: labels, axis: labelAxis } },
    layer: [
      {
        mark: { type: 'bar', height: { band: 0.74 }, stroke: soft, strokeWidth: 0.6 },
        encoding: { x, x2: { field: 'to' }, color },
      },
      {
        mark: { type: 'text', fontSize: 12 },
        encoding: {
          x: { field: 'middle', type: 'quantitative' },
          text: { field: 'text' },
          color: { field: 'onColour', type: 'nominal', scale: null },
        },
      },
    ],
  })
}

/** The specification of a chart. */
export const chartSpec = (chart: Chart): TopLevelSpec => {
  switch (chart.type) {
    case 'bars':
      return bars(chart)
    case 'stacked':
      return stacked(chart)
    case 'trend':
      return trendSpec(chart)
  }
}
