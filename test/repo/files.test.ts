import { expect, test } from 'vitest'
import { filesOf, textOf } from '../support/repo/source-files.ts'

const code = filesOf('{src,test,scripts,bin}/**/*.{ts,mjs}', '*.ts')
const texts = [
  ...code,
  ...filesOf('*.{md,json}', '.env.example', '.ci/*', 'docs/**/*.md', '{dialogs,locales}/**/*.{json,yaml}'),
]

/** Line ends count, so that a file without a last one is not a line shorter. */
const lines = (file: string) => textOf(file).split('\n').length - 1

test('no file of code is longer than 400 lines', () => {
  expect(code.filter((file) => lines(file) > 400)).toEqual([])
})

test('no folder or file is named after nothing', () => {
  expect(code.filter((file) => /(^|\/)(utils?|helpers?|managers?|common|misc)(\/|\.)/.test(file))).toEqual([])
})

test('no test is skipped, focused or left to be written', () => {
  const tests = filesOf('test/**/*.test.ts')
  expect(tests.filter((file) => /\b(test|it|describe)\.(skip|only|todo|skipIf|runIf)\b/.test(textOf(file)))).toEqual([])
})

test('no browser test asks whether a page is loaded, which tells of the one before, or lets time pass', () => {
  const tests = filesOf('test/**/*.ts')
  expect(tests.filter((file) => /\b(waitForLoadState|waitForNavigation|waitForTimeout)\(/.test(textOf(file)))).toEqual(
    [],
  )
})

test('no text names a place on one person’s machine', () => {
  const place = new RegExp(`(?<![\\w.@-])/(${['home', 'Users', 'root', 'work'].join('|')})/\\w`)
  expect(texts.filter((file) => place.test(textOf(file)))).toEqual([])
})
