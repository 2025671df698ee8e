/** Charts as Vega-Lite specifications. */

import type { TopLevelSpec } from 'vega-lite'
import type { Chart } from '../../report/document.ts'

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
const chartSpec = (chart: Chart): TopLevelSpec => {
  switch (chart.type) {
    case 'bars':
      return bars(chart)
    case 'stacked':
      return stacked(chart)
    case 'trend':
      return trendSpec(chart)
    case 'days':
      return daysSpec(chart)
  }
}

// The chart of earlier years beside this one.

const trendHeight = 200
type Trend = Extract<Chart, { type: 'trend' }>

/** Earlier figures as points, a range as a band, a break as a dashed line; this wave as a square. */
const trendSpec = ({ points, band, now, breakLabel }: Trend): TopLevelSpec => {
  const years = [...points.map((p) => p.year), now.year]
  const from = Math.min(...years, now.year - 4) - 0.5
  const to = Math.max(...years) + 0.9
  const x = {
    field: 'year',
    type: 'quantitative',
    scale: { domain: [from, to], nice: false },
    axis: {
      title: null,
      values: [...new Set(years)].sort(),
      format: 'd',
      grid: false,
      domain: true,
      domainColor: soft,
      labelFontSize: 13,
    },
  }
  const y = {
    field: 'value',
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: { ...percentAxis, tickCount: 5 },
  }
  const marks = [...points.map((p) => ({ ...p, kind: p.about ? 'about' : 'value' })), { ...now, kind: 'now' }]
  const breakAt = now.year - 0.5
  // A line ties together only what the source itself makes comparable: with a break, points stand alone.
  const line = breakLabel === '' ? [{ mark: { type: 'line', color: main, strokeWidth: 2 } }] : []
  return spec({
    width: 660,
    height: trendHeight,
    data: { values: marks },
    encoding: { x, y },
    layer: [
      ...bandLayer(band, from, breakLabel ? breakAt : to),
      ...breakLayer(breakLabel, breakAt),
      ...line,
      {
        transform: [{ filter: "datum.kind == 'about'" }],
        mark: { type: 'point', shape: 'circle', opacity: 1, size: 90, color: main, fill: '#ffffff', strokeWidth: 2 },
      },
      {
        transform: [{ filter: "datum.kind == 'value'" }],
        mark: { type: 'point', shape: 'circle', opacity: 1, size: 90, color: main, fill: main },
      },
      {
        transform: [{ filter: "datum.kind == 'now'" }],
        mark: { type: 'point', shape: 'square', opacity: 1, size: 130, color: ink, fill: ink },
      },
      { mark: { type: 'text', dy: -14, fontSize: 13, color: ink }, encoding: { text: { field: 'label' } } },
    ],
  })
}

/** What was known before, as a field from one figure to another; up to a break. */
const bandLayer = (band: Trend['band'], from: number, to: number) =>
  band === null
    ? []
    : [
        {
          data: { values: [{ x1: from, x2: to, y1: band.from, y2: band.to }] },
          mark: { type: 'rect', color: '#c5dcea' },
          encoding: {
            x: { field: 'x1', type: 'quantitative' },
            x2: { field: 'x2' },
            y: { field: 'y1', type: 'quantitative' },
            y2: { field: 'y2' },
          },
        },
        {
          data: { values: [{ x: to, y: band.to, text: `${band.label} %` }] },
          mark: { type: 'text', align: 'right', dx: -6, dy: -8, fontSize: 12, color: ink },
          encoding: {
            x: { field: 'x', type: 'quantitative' },
            y: { field: 'y', type: 'quantitative' },
            text: { field: 'text' },
          },
        },
      ]

/** Where what is asked changed. */
const breakLayer = (breakLabel: string, breakAt: number) =>
  breakLabel === ''
    ? []
    : [
        {
          data: { values: [{ x: breakAt }] },
          mark: { type: 'rule', strokeDash: [5, 4], color: soft, strokeWidth: 1.5 },
          encoding: { x: { field: 'x', type: 'quantitative' }, y: { value: 0 }, y2: { value: trendHeight } },
        },
        {
          data: { values: [{ x: breakAt, y: 100, text: breakLabel }] },
          mark: { type: 'text', align: 'right', dx: -6, dy: 8, fontSize: 12, color: soft },
          encoding: {
            x: { field: 'x', type: 'quantitative' },
            y: { field: 'y', type: 'quantitative' },
            text: { field: 'text' },
          },
        },
      ]

const daysHeight = 220

/** A line over the days, and a dashed one down at each marked day. */
const daysSpec = ({ days, marked }: Extract<Chart, { type: 'days' }>): TopLevelSpec => {
  const dates = days.map(({ date }) => date)
  // As many labels as there is room for, the first and the last among them.
  const every = Math.max(1, Math.ceil(days.length / 10))
  const named = Object.fromEntries(days.filter((_, i) => i % every === 0).map(({ date, label }) => [date, label]))
  const labelExpr = `(${JSON.stringify(named)})[datum.value] || ''`
  const x = {
    field: 'date',
    type: 'ordinal',
    scale: { type: 'point', domain: dates },
    axis: { title: null, grid: false, domain: true, domainColor: soft, labelAngle: 0, labelExpr, labelOverlap: false },
  }
  const most = Math.max(1, ...days.map(({ value }) => value))
  const y = { field: 'value', type: 'quantitative', scale: { domain: [0, most], nice: true } }
  return spec({
    width: 660,
    height: daysHeight,
    encoding: { x },
    layer: [
      {
        data: { values: marked },
        mark: { type: 'rule', strokeDash: [5, 4], color: soft, strokeWidth: 1.5 },
        encoding: { y: { value: 0 }, y2: { value: daysHeight } },
      },
      {
        data: { values: marked },
        mark: { type: 'text', align: 'left', baseline: 'top', dx: 4, fontSize: 12, color: soft },
        encoding: { text: { field: 'label' }, y: { value: 0 } },
      },
      {
        data: { values: days },
        mark: { type: 'line', color: main, strokeWidth: 2.5, point: { color: main, size: 30 } },
        encoding: { y: { ...y, axis: { title: null, grid: true, tickMinStep: 1, format: 'd' } } },
      },
    ],
  })
}

// What all charts share: colours, lettering, axes. Colours differ in lightness, for grey and the colour-blind.

const ink = '#1a2733'
const soft = '#5a6772'
const main = '#12557a'
const mutedColour = '#b4bec6'

/** From best to worst: dark blue to pale, five steps; then the colour of «ikke aktuelt», with a visible edge. */
const scaleColours = ['#0b3a57', '#2a76a3', '#7db4d3', '#c5dcea', '#edf3f7', '#ffffff']
/** Text on each of them. */
const onScale = ['#ffffff', '#ffffff', ink, ink, ink, ink]

const font = 'Arial, "Liberation Sans", Helvetica, sans-serif'
/** Pixels: the page's text column, of which labels take the left part. */
const plotWidth = 420
/** Fixed, so that charts stand in line below each other. */
const labelWidth = 270
const lineHeight = 15

const config = {
  aria: false,
  font,
  background: 'transparent',
  view: { stroke: null },
  axis: {
    labelColor: ink,
    labelFontSize: 13,
    titleColor: soft,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    domain: false,
    ticks: false,
    gridColor: '#e3e8ec',
    labelLimit: 0,
    labelLineHeight: lineHeight,
  },
  legend: {
    labelColor: ink,
    labelFontSize: 12,
    symbolType: 'square',
    symbolSize: 140,
    symbolStrokeColor: soft,
    symbolStrokeWidth: 0.6,
    labelLimit: 0,
    columns: 2,
    title: null,
    orient: 'top',
    direction: 'horizontal',
    columnPadding: 14,
  },
} as const

const percentAxis = {
  title: null,
  grid: true,
  tickCount: 5,
  labelExpr: "datum.value + ' %'",
  labelColor: soft,
  labelFontSize: 12,
} as const
const labelAxis = {
  title: null,
  labelExpr: "split(datum.label, '\\n')",
  labelPadding: 8,
  minExtent: labelWidth,
  maxExtent: labelWidth,
} as const

/** Tall enough for labels of several lines. */
const stepFor = (labels: readonly string[]): number =>
  Math.max(26, ...labels.map((l) => l.split('\n').length * lineHeight + 9))

const spec = (body: object): TopLevelSpec =>
  ({ $schema: 'https://vega.github.io/schema/vega-lite/v6.json', config, ...body }) as TopLevelSpec

// A chart as SVG text, drawn on the server without a browser.

/** The `<svg>` element with the text alternative as its name; it scales with the page. */
export const renderChart = async (chart: Chart, alternative: string): Promise<string> => {
  // Loaded by the first chart: no start needs them.
  const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')])
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
