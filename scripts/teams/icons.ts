/** The app's icons, drawn for this project: a speech bubble with a tick in it. */
import { type Pixel, squarePng } from './png.ts'

/** Background of the colour icon, and the accent beside it in Teams: a dark blue-green, 7:1 against white. */
export const accent = '#0F5257'
const ACCENT = [0x0f, 0x52, 0x57] as const
const WHITE = [255, 255, 255] as const
/** Points looked at along each side of a pixel, for smooth edges. */
const FINE = 4

type Shape = (x: number, y: number) => boolean

/** 192 × 192: white on the accent, the drawing inside the middle half that no corner of Teams cuts. */
export function colourIcon(): Uint8Array {
  const bubble = bubbleShape(0)
  return icon(192, 96, (x, y) => (bubble(x, y) && !tick(0.055)(x, y) ? WHITE : null), ACCENT)
}

/** 32 × 32: white lines on nothing, as Teams asks of outline icons. */
export function outlineIcon(): Uint8Array {
  const [outer, inner] = [bubbleShape(0), bubbleShape(0.09)]
  return icon(32, 28, (x, y) => ((outer(x, y) && !inner(x, y)) || tick(0.05)(x, y) ? WHITE : null), null)
}

type Colour = readonly [number, number, number]

/** Draws in a unit square of `drawn` pixels in the middle of `size`; `behind`: what shows where nothing is drawn. */
function icon(size: number, drawn: number, at: (x: number, y: number) => Colour | null, behind: Colour | null) {
  const margin = (size - drawn) / 2
  return squarePng(size, (column, row): Pixel => {
    let hits = 0
    for (let i = 0; i < FINE * FINE; i++) {
      const x = (column + ((i % FINE) + 0.5) / FINE - margin) / drawn
      const y = (row + (Math.floor(i / FINE) + 0.5) / FINE - margin) / drawn
      if (at(x, y) !== null) hits++
    }
    const share = hits / (FINE * FINE)
    if (behind === null) return [...WHITE, Math.round(share * 255)]
    const mix = (channel: 0 | 1 | 2) => Math.round(behind[channel] + (WHITE[channel] - behind[channel]) * share)
    return [mix(0), mix(1), mix(2), 255]
  })
}

/** A rounded box with a tail at the lower left, made smaller all round by `by`. */
function bubbleShape(by: number): Shape {
  const [left, top, right, bottom, radius] = [0.04 + by, 0.08 + by, 0.96 - by, 0.76 - by, 0.16 - by / 2]
  return (x, y) => {
    const dx = Math.max(left + radius - x, 0, x - (right - radius))
    const dy = Math.max(top + radius - y, 0, y - (bottom - radius))
    const inTail =
      y >= bottom - 0.01 && y <= 0.94 - by * 1.6 && x >= 0.22 + by * 0.6 && x - 0.22 <= 0.94 - by * 1.6 - y + by * 0.2
    return Math.hypot(dx, dy) <= radius || inTail
  }
}

/** A tick of lines `half` wide to each side. */
function tick(half: number): Shape {
  const points = [
    [0.3, 0.43],
    [0.44, 0.57],
    [0.71, 0.29],
  ] as const
  return (x, y) =>
    [0, 1].some((i) => {
      const [[x1, y1], [x2, y2]] = [points[i] ?? [0, 0], points[i + 1] ?? [0, 0]]
      const along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
      const t = Math.min(1, Math.max(0, along))
      return Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1)) <= half
    })
}
