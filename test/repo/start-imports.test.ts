/** A start loads nothing that only a document, a chart or a mail needs: that comes with the first of them. */

import { expect, test } from 'vitest'
import { importsOf } from '../support/repo/source-files.ts'

/** Every package that is loaded with a file, and the files that name it. */
const loadedWith = (entry: string): Map<string, string[]> => {
  const packages = new Map<string, string[]>()
  const files = new Set([entry])
  for (const file of files) {
    for (const { from, isType, isLate } of file.endsWith('.ts') ? importsOf(file) : []) {
      if (isType || isLate) continue
      if (/^(?:src|locales)\//.test(from)) files.add(from)
      else packages.set(from, [...(packages.get(from) ?? []), file])
    }
  }
  return packages
}

const late = /^(?:vega|vega-lite|pdfkit|nodemailer)(?:\/|$)/

test('the service starts without charts, documents and mail', () => {
  const packages = loadedWith('src/main.ts')
  expect([...packages.keys()]).toContain('zod')
  expect([...packages].filter(([name]) => late.test(name))).toEqual([])
})
