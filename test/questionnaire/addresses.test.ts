/** Addresses that lead nowhere are found in whatever text of a wave they stand; what only looks like one is not. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { exampleAddresses } from '../../src/edge/files/wave-folder.ts'
import { exampleAddressIn } from '../../src/questionnaire/checks/addresses.ts'
import { faultText } from '../../src/questionnaire/fault.ts'
import { realAddresses } from '../support/real-addresses.ts'
import { folder } from '../support/survey-2018.ts'

test.each([
  ['kommuneundersokelsen@imdi.example', 'imdi.example'],
  ['Skriv til POST@IMDI.EXAMPLE.', 'IMDI.EXAMPLE'],
  ['https://www.imdi.example/personvern', 'www.imdi.example'],
  ['se imdi.example for mer', 'imdi.example'],
  ['ola@example.com', 'example.com'],
  ['http://example.org:8080/a', 'example.org'],
  ['(example.net)', 'example.net'],
  ['post@kommune.test', 'kommune.test'],
  ['https://localhost:3978/svar', 'localhost'],
  ['https://127.0.0.1/personvern', '127.0.0.1'],
  ['mailto:a@b.invalid?subject=x', 'b.invalid'],
  ['post@blåbær.eksempel', 'blåbær.eksempel'],
  ['www.imdi.example', 'www.imdi.example'],
  ['//bruker@kommune.example/', 'kommune.example'],
])('«%s»', (text, found) => {
  expect(exampleAddressIn(text)).toBe(found)
})

test.each([
  'kommuneundersokelsen@imdi.no',
  'https://www.imdi.no/personvern/example',
  'Et eksempel: dette er en test.',
  'En prøve.Test den gjerne',
  'for example',
  'https://test.imdi.no/',
  'https://example.no/',
  'post@example.kommune.no',
  'https://www.example.com.no',
  '127.0.0.1 spørsmål',
  'a@examples.no',
  'https://eksempel.no/localhost',
])('«%s» is none', (text) => {
  expect(exampleAddressIn(text)).toBeNull()
})

describe('in a folder', () => {
  const copy = realAddresses()
  afterAll(copy.remove)
  const shown = async () => (await exampleAddresses(copy.folder)).map((f) => `${f.line} ${faultText(f).split(',')[0]}`)

  test('the demo wave says where and which key; comments are not read', async () => {
    const faults = await exampleAddresses(folder)
    expect(faults.map(({ file, line, column, vars }) => [file, line, column, vars.key])).toEqual([
      [join(folder, 'wave.yaml'), 38, 10, 'contact.email'],
      [join(folder, 'wave.yaml'), 57, 13, 'privacyUrl'],
    ])
    expect(await shown()).toEqual([])
  })

  test.each([
    ['wave.yaml', 'name: IMDi', 'name: IMDi (imdi.example)', '`contact.name` har adressen imdi.example'],
    ['wave.yaml', 'artikkel 6 nr. 1', 'se https://lov.test', '`legalBasis.nb` har adressen lov.test'],
    ['raadmann.v1.yaml', '  nb: >-\n', '  nb: >-\n    hjelp@imdi.example\n', 'har adressen imdi.example'],
    ['report.yaml', 'nb: Bruk av tolk', 'nb: www.imdi.invalid', 'har adressen www.imdi.invalid'],
  ])('%s', async (name, from, to, message) => {
    const file = join(copy.folder, name)
    const text = readFileSync(file, 'utf8')
    const changed = text.replace(from, to)
    expect(changed).not.toBe(text)
    writeFileSync(file, changed)
    expect(await shown()).toEqual([expect.stringContaining(message)])
    writeFileSync(file, text)
  })
})
