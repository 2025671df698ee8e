import { expect, test } from 'vitest'
import { hashVersions } from '../../scripts/platform/published-dialogs.ts'
import { root, textOf } from '../support/repo/source-files.ts'

test('every questionnaire version is published and as it was then (a new one: npm run dialogs:publish)', () => {
  const found = hashVersions(root)
  expect(Object.keys(found).length).toBeGreaterThan(0)
  expect(found).toEqual(JSON.parse(textOf('dialogs/published.json')))
})
