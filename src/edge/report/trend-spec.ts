/** The chart of earlier years beside this one. */
import type { TopLevelSpec } from 'vega-lite'
import type { Chart } from '../../report/layout/document.ts'
import { ink, main, percentAxis, soft, spec } from './chart-style.ts'

const trendHeight = 200

/** Earlier figures as points, a range as a band, a break as a dashed line; this wave as a square. */
export const trendSpec = ({ points, band, now, breakLabel }: Extract<Chart, { type: 'trend' }>): TopLevelSpec => {
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
  const bandLayer =
    band === null
      ? []
      : [
          {
            data: { values: [{ x1: from, x2: breakLabel ? breakAt : to, y1: band.from, y2: band.to }] },
            mark: { type: 'rect', color: '#c5dcea' },
            encoding: {
              x: { field: 'x1', type: 'quantitative' },
              x2: { field: 'x2' },
              y: { field: 'y1', type: 'quantitative' },
              y2: { field: 'y2' },
            },
          },
          {
            data: { values: [{ x: breakLabel ? breakAt : to, y: band.to, text: `${band.label} %` }] },
            mark: { type: 'text', align: 'right', dx: -6, dy: -8, fontSize: 12, color: ink },
            encoding: {
              x: { field: 'x', type: 'quantitative' },
              y: { field: 'y', type: 'quantitative' },
              text: { field: 'text' },
            },
          },
        ]
  const breakLayer =
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
  // A line ties together only what the source itself makes comparable: with a break, points stand alone.
  const line = breakLabel === '' ? [{ mark: { type: 'line', color: main, strokeWidth: 2 } }] : []
  return spec({
    width: 660,
    height: trendHeight,
    data: { values: marks },
    encoding: { x, y },
    layer: [
      ...bandLayer,
      ...breakLayer,
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
