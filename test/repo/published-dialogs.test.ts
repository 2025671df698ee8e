import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hashVersions } from '../../src/edge/files/published.ts'
import { root, textOf } from '../support/repo/source-files.ts'

test('every questionnaire version is published and as it was then (a new one: npm run dialogs:publish)', () => {
  const found = hashVersions(join(root, 'dialogs'))
  expect(Object.keys(found).length).toBeGreaterThan(0)
  expect(found).toEqual(JSON.parse(textOf('dialogs/published.json')))
})
