import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { root } from '../support/repo/source-files.ts'

test('knip finds no unused file, export or package', () => {
  const { stdout } = spawnSync('knip', ['--no-progress', '--no-config-hints'], { cwd: root, encoding: 'utf8' })
  expect(stdout.trim()).toBe('')
})
