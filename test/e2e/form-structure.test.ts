/** The form's PDF read by Poppler, which knows nothing of how it was made. */

import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { formPdf } from '../../src/edge/pdf/form.ts'
import { formOf } from '../../src/wording/form.ts'
import { shippedParts } from '../support/shipped-waves.ts'

const pdfinfo = (pdf: Uint8Array, ...options: string[]): string =>
  execFileSync('pdfinfo', [...options, '-'], { input: pdf, encoding: 'utf8' })

const sets = shippedParts.flatMap((part) => (['screen', 'paper'] as const).map((use) => ({ ...part, use })))

describe.each(sets)('$name, $use', ({ name: _, ...source }) => {
  const form = formOf({ ...source, unit: { kind: 'bydel' }, language: 'nn' })
  const made = formPdf(form, { author: 'IMDi', at: 0 })

  test('is tagged, on A4, with its title', async () => {
    const told = pdfinfo(await made)
    expect(told).toMatch(/^Tagged: +yes$/m)
    expect(told).toMatch(/A4\)$/m)
    expect(told).toContain(form.title)
  })

  test('has each theme and question as a heading, in order, and headings of columns and rows', async () => {
    const lines = pdfinfo(await made, '-struct-text').split('\n')
    const headings = lines.flatMap((line, i) =>
      /^ *H[23] /.test(line) ? [(lines[i + 1] ?? '').trim().slice(1, -1).trim()] : [],
    )
    const asked = form.sections.flatMap(({ title, items }) => [
      title,
      ...items.filter(({ field }) => field !== undefined).map((item) => item.title),
    ])
    const words = form.glossary === null ? [] : [form.glossary.title]
    expect(headings).toEqual([form.contents.title, ...asked, ...words])
    expect(lines.filter((line) => line.includes('/Scope /Column')).length).toBeGreaterThanOrEqual(3)
    expect(lines.filter((line) => line.includes('/Scope /Row')).length).toBeGreaterThanOrEqual(form.sections.length)
  })
})
