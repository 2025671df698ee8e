/** When the npm scripts install packages by themselves, and when they leave what is there alone. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** The bootstrap runs on Node 20 and has no types. */
const { packagesAreInstalled }: { packagesAreInstalled(folder: string, script: string): boolean } = await import(
  new URL('../../scripts/bootstrap.mjs', import.meta.url).href
)

const wanted = {
  '': {},
  'node_modules/service': { version: '1.0.0' },
  'node_modules/tester': { version: '2.0.0', dev: true },
  'node_modules/other-platform': { version: '3.0.0', optional: true },
}
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kd-bootstrap-'))
  mkdirSync(join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const install = (packages: Record<string, { version: string }>): void =>
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))

const service = { version: '1.0.0' }
const tester = { version: '2.0.0' }

test('packages of other platforms are not asked for', () => {
  install({ 'node_modules/service': service, 'node_modules/tester': tester })
  expect(packagesAreInstalled(folder, 'scripts/check.ts')).toBe(true)
})

test('after «npm ci --omit=dev» the service and the command line start with what is there', () => {
  install({ 'node_modules/service': service })
  expect(packagesAreInstalled(folder, 'src/main.ts')).toBe(true)
  expect(packagesAreInstalled(folder, 'src/cli/main.ts')).toBe(true)
})

test('and the demo and the tests install the rest', () => {
  install({ 'node_modules/service': service })
  expect(packagesAreInstalled(folder, 'scripts/demo.ts')).toBe(false)
})

test.each([
  ['of the service', { 'node_modules/service': { version: '0.9.0' }, 'node_modules/tester': tester }],
  ['of a development package', { 'node_modules/service': service, 'node_modules/tester': { version: '1.9.0' } }],
])('another version %s is installed anew', (_, packages) => {
  install(packages)
  expect(packagesAreInstalled(folder, 'src/main.ts')).toBe(false)
})

test('nothing is installed yet', () => {
  expect(packagesAreInstalled(folder, 'src/main.ts')).toBe(false)
})
