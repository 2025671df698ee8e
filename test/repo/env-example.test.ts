import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { envExample, settingNames } from '../../src/settings/fields.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { textOf } from '../support/repo/source-files.ts'

test('.env.example is what npm run env:example writes', () => {
  expect(textOf('.env.example')).toBe(envExample())
})

test('with every line taken in, it holds every setting and changes none', () => {
  const all = parseEnv(envExample().replaceAll(/^#(?=\w+=)/gm, ''))
  expect(Object.keys(all).toSorted()).toEqual(settingNames.toSorted())
  expect(readSettings(all as Record<string, string>)).toEqual(readSettings({}))
})
