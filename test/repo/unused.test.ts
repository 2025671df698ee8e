import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { root } from '../support/repo/source-files.ts'

test('knip finds no unused file, export or package', () => {
  const { stdout } = spawnSync('knip', ['--no-progress', '--no-config-hints'], { cwd: root, encoding: 'utf8' })
  expect(stdout.trim()).toBe('')
})

// To knip every test is a way in: what tests alone call is another function than the service runs.
test('without the tests neither, but for the check of one questionnaire', () => {
  const given = ['-c', 'knip.without-tests.json', '--include', 'exports,files', '--no-progress', '--no-config-hints']
  const { stdout } = spawnSync('knip', given, { cwd: root, encoding: 'utf8' })
  expect(stdout.trim()).toBe('')
})
