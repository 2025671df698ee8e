/** `dialogs form`: a PDF for whoever asks for one. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../../src/cli/run.ts'
import { readPdf } from '../support/read-pdf.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kd-form-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = async (...args: string[]) => {
  const said: string[] = []
  const world = {
    ...{ env: {}, out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) },
    ...{ now: () => new Date(0), newId: () => 'id', chance: () => new Uint8Array(), actor: 'test' },
  }
  const code = await runCli(['dialogs', 'form', ...args], world)
  return { code, said: said.join('') }
}
const formIn = async (...args: string[]) => {
  const file = join(folder, 'skjema.pdf')
  const { code, said } = await run(...args, '--pdf', file)
  expect(said).toContain(file)
  expect(code).toBe(0)
  return readPdf(readFileSync(file))
}

test('a part as PDF, in the language form and for the unit that is named', async () => {
  expect((await formIn('raadmann')).language).toBe('nb-NO')
  const { language, elements } = await formIn('integrering.v1', '--lang', 'nn', '--paper', '--unit', '1201')
  expect(language).toBe('nn-NO')
  expect(elements.map(({ text }) => text)).toContain('Bergen, 1201')
})

test('a district is asked in words of its own', async () => {
  const [municipality, district] = [await formIn('raadmann'), await formIn('raadmann', '--kind', 'bydel')]
  expect(district.title).not.toBe(municipality.title)
})

test('the same form twice is the same file', async () => {
  const [first, second] = [join(folder, 'a.pdf'), join(folder, 'b.pdf')]
  for (const file of [first, second]) expect((await run('raadmann', '--pdf', file)).code).toBe(0)
  expect(readFileSync(first).equals(readFileSync(second))).toBe(true)
})

test('a unit or a part that is not there is refused, and so is a place that is not there', async () => {
  const file = join(folder, 'nothing.pdf')
  expect(await run('raadmann', '--pdf', file, '--unit', '9999')).toEqual({ code: 1, said: 'No unit «9999».\n' })
  expect((await run('ordforer', '--pdf', file)).said).toBe('No questionnaire «ordforer».\n')
  expect((await run('raadmann', '--pdf', join(folder, 'nowhere', 'x.pdf'))).code).toBe(1)
  expect(existsSync(file)).toBe(false)
})

test('without a file to write it is wrong use', async () => {
  expect((await run('raadmann')).code).toBe(64)
  expect((await run('raadmann', '--pdf', join(folder, 'x.pdf'), '--lang', 'en')).code).toBe(64)
})
