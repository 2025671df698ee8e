import { expect, test } from 'vitest'
import { absentOptional } from '../../scripts/platform/absent-optional.ts'
import { filesOf, importsOf, textOf } from '../support/repo/source-files.ts'

type Entry = {
  version?: string
  integrity?: string
  resolved?: string
  optional?: boolean
  hasInstallScript?: boolean
  optionalDependencies?: Record<string, string>
}
type Manifest = Record<'dependencies' | 'devDependencies' | 'optionalDependencies' | 'scripts', Record<string, string>>

const manifest = JSON.parse(textOf('package.json')) as Manifest
const locked = Object.entries((JSON.parse(textOf('package-lock.json')) as { packages: Record<string, Entry> }).packages)
const installed = locked.filter(([path]) => path !== '')

test('every package in the lockfile has its integrity', () => {
  expect(installed.length).toBeGreaterThan(100)
  expect(installed.filter(([, entry]) => !entry.integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([])
})

test('the lockfile names no registry: integrity says what a package is, wherever it comes from', () => {
  expect(installed.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([])
})

test('an install script is declared only by optional packages that are not needed', () => {
  const scripted = installed.filter(([, entry]) => entry.hasInstallScript && !entry.optional).map(([path]) => path)
  expect(scripted).toEqual([])
})

test('npm ci can begin: every optional package that is named is there (else: npm run lock:prune)', () => {
  expect(absentOptional({ packages: Object.fromEntries(locked) })).toEqual([])
})

test('every version is exact', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest
  const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('every npm script goes through the bootstrap to a file that is there', () => {
  const scripts = Object.values(manifest.scripts).map(
    (script) => /^node scripts\/run\.mjs (\S+\.ts)(?: [a-z ]+)?$/.exec(script)?.[1],
  )
  expect(scripts).not.toContain(undefined)
  expect(scripts.filter((script) => script !== undefined && filesOf(script).length === 0)).toEqual([])
})

test('what the service needs in production is not a development package', () => {
  const development = Object.keys(manifest.devDependencies)
  const needed = filesOf('src/**/*.ts').flatMap((file) =>
    importsOf(file)
      .filter(({ isType }) => !isType)
      .map(({ from }) => [file, from]),
  )
  const wrong = needed.filter(
    ([file, from = '']) =>
      development.some((name) => from === name || from.startsWith(`${name}/`)) &&
      !file?.startsWith('src/edge/embedded/'),
  )
  expect(wrong).toEqual([])
})
