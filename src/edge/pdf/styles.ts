/** How the parts of a form look. Every colour has a contrast of at least 7:1 on white. */
import type { Style } from './pages.ts'

const ink = '#1c1c1c'
const quiet = '#454545'
const accent = '#17426b'

export const styles = {
  title: { font: 'strong', size: 24, color: accent, lineGap: 1 },
  section: { font: 'strong', size: 17, color: accent, lineGap: 1 },
  question: { font: 'strong', size: 12, color: ink },
  text: { font: 'regular', size: 11, color: ink, lineGap: 3 },
  quiet: { font: 'regular', size: 10.5, color: quiet, lineGap: 2.5 },
  only: { font: 'strong', size: 10.5, color: accent },
  how: { font: 'regular', size: 10, color: quiet },
  code: { font: 'strong', size: 20, color: ink },
  label: { font: 'strong', size: 11, color: ink },
  cell: { font: 'regular', size: 10, color: ink, lineGap: 1 },
  cellHead: { font: 'strong', size: 9.5, color: ink, lineGap: 0 },
  columnHead: { font: 'strong', size: 9.5, color: ink, lineGap: 0, align: 'center' },
  footer: { font: 'regular', size: 9, color: quiet },
} satisfies Record<string, Style>

/** Lines and boxes. */
export const line = { strong: '#3a3a3a', light: '#b8b8b8' }
