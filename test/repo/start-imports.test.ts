/** A start loads nothing that only a document, a chart, a mail, a page or an administrator needs: that comes with the first of them. */

import { expect, test } from 'vitest'
import { importsOf } from '../support/repo/source-files.ts'

/** Every file and package that is loaded with a file, and the files that name it. */
const loadedWith = (entry: string): Map<string, string[]> => {
  const loaded = new Map<string, string[]>([[entry, []]])
  for (const [file] of loaded) {
    for (const { from, isType, isLate } of file.endsWith('.ts') ? importsOf(file) : []) {
      if (!isType && !isLate) loaded.set(from, [...(loaded.get(from) ?? []), file])
    }
  }
  return loaded
}

const late = /^(?:vega|vega-lite|pdfkit|nodemailer)(?:\/|$)/

test('the service starts without charts, documents and mail', () => {
  const loaded = loadedWith('src/main.ts')
  expect([...loaded.keys()]).toContain('zod')
  expect([...loaded].filter(([name]) => late.test(name))).toEqual([])
})

const ofPages = /^src\/edge\/web\/svar\/|^htm$/
const ofAdministrators = /^src\/edge\/(?:http|web)\/admin\/|^(?:openid-client|@fastify\/busboy)$/

test('the service loads pages and administration where its settings ask for them', () => {
  const loadedByMain = [...loadedWith('src/main.ts')]
  const found = (among: RegExp, entry: string) => [...loadedWith(entry).keys()].some((name) => among.test(name))
  expect(found(ofPages, 'src/start/web.ts')).toBe(true)
  expect(found(ofAdministrators, 'src/start/administration.ts')).toBe(true)
  expect(loadedByMain.filter(([name]) => ofPages.test(name) || ofAdministrators.test(name))).toEqual([])
})
