import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { questionnaireJsonSchema } from '../../src/questionnaire/schema.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('dialogs/questionnaire.schema.json is current (node scripts/dialogs-schema.ts writes it)', () => {
  expect(read('../../dialogs/questionnaire.schema.json')).toBe(questionnaireJsonSchema())
})

describe('the schema', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(questionnaireJsonSchema()))

  test.each([
    '../../dialogs/kommuneundersokelsen-2018/raadmann.v1.yaml',
    '../../dialogs/kommuneundersokelsen-2018/integrering.v1.yaml',
    'technical/teknisk.v1.yaml',
  ])('accepts %s', (path) => {
    validate(parse(read(path)))
    expect(validate.errors).toBeNull()
  })

  test('refuses a misspelt key', () => {
    expect(validate({ ...parse(read('technical/teknisk.v1.yaml')), vave: 'x' })).toBe(false)
  })
})
