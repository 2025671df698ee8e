/** Node runs the source as it is: what it cannot strip the types of does not start, whatever the checker and the tests say. */
import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

it('every file of src and scripts is run by Node without a build', () => {
  const files = globSync('{src,scripts}/**/*.ts', { cwd: root })
  expect(files.length).toBeGreaterThan(100)
  const broken = files.flatMap((file) => {
    try {
      stripTypeScriptTypes(readFileSync(join(root, file), 'utf8'))
      return []
    } catch (error) {
      return [`${file}: ${error instanceof Error ? error.message : error}`]
    }
  })
  expect(broken).toEqual([])
})
