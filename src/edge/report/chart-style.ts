/** What all charts share: colours, lettering, axes. Colours differ in lightness, for grey and the colour-blind. */
import type { TopLevelSpec } from 'vega-lite'

export const ink = '#1a2733'
export const soft = '#5a6772'
export const main = '#12557a'
export const mutedColour = '#b4bec6'

/** From best to worst: dark blue to pale, five steps; then the colour of «ikke aktuelt», with a visible edge. */
export const scaleColours = ['#0b3a57', '#2a76a3', '#7db4d3', '#c5dcea', '#edf3f7', '#ffffff']
/** Text on each of them. */
export const onScale = ['#ffffff', '#ffffff', ink, ink, ink, ink]

const font = 'Arial, "Liberation Sans", Helvetica, sans-serif'
/** Pixels: the page's text column, of which labels take the left part. */
export const plotWidth = 420
/** Fixed, so that charts stand in line below each other. */
export const labelWidth = 270
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

export const percentAxis = {
  title: null,
  grid: true,
  tickCount: 5,
  labelExpr: "datum.value + ' %'",
  labelColor: soft,
  labelFontSize: 12,
} as const
export const labelAxis = {
  title: null,
  labelExpr: "split(datum.label, '\\n')",
  labelPadding: 8,
  minExtent: labelWidth,
  maxExtent: labelWidth,
} as const

/** Tall enough for labels of several lines. */
export const stepFor = (labels: readonly string[]): number =>
  Math.max(26, ...labels.map((l) => l.split('\n').length * lineHeight + 9))

export const spec = (body: object): TopLevelSpec =>
  ({ $schema: 'https://vega.github.io/schema/vega-lite/v6.json', config, ...body }) as TopLevelSpec
