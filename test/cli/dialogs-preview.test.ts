/** `dialogs preview`: every question in the terminal, with the routing in words. */
import { expect, test } from 'vitest'
import { commandLine } from '../support/command-line.ts'

const run = (...args: string[]) => commandLine(['dialogs', 'preview', ...args], {})

test.each([
  ['raadmann', 'nb', 'Bare hvis dere svarte'],
  ['integrering', 'nn', 'Berre dersom de svarte'],
  ['test/questionnaire/technical/../../../dialogs/kommuneundersokelsen-2018/integrering.v1.yaml', 'nb', 'Bare hvis'],
])('%s in %s: each question, and whom it is for', async (name, lang, only) => {
  const { code, out } = await run(name, '--lang', lang)
  expect(code).toBe(0)
  expect(out).toContain(only)
  const numbers = [...out.matchAll(/Spørsmål (\d+) av (\d+)/g)].map(([, n]) => Number(n))
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => i + 1))
  expect(numbers.length).toBeGreaterThan(10)
})

test('districts are asked in words of their own, and a unit by its name', async () => {
  expect((await run('raadmann', '--kind', 'bydel')).out).toContain('bydelen')
  expect((await run('raadmann', '--unit', '1201', '--json')).code).toBe(0)
  expect(JSON.parse((await run('raadmann', '--json')).out)[0].items[0].view.type).toBe('question')
})

test('what is not there is refused, and wrong use told', async () => {
  expect(await run('ordforer')).toMatchObject({ code: 1, err: 'No questionnaire «ordforer».\n' })
  expect(await run('raadmann', '--unit', '9999')).toMatchObject({ code: 1, err: 'No unit «9999».\n' })
  expect((await run('raadmann', '--kind', 'fylke')).code).toBe(64)
  expect((await run()).code).toBe(64)
})
