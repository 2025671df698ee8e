/** What the documents name is there. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesOf, textOf } from '../support/repo/source-files.ts'

const manifest = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> }
const needed = Object.keys(manifest.dependencies).sort()
const rows = textOf('docs/dependencies.md')
  .split('\n')
  .filter((line) => /^\| `/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

test('dependencies.md reviews each production dependency, and no other, with its licence', () => {
  const reviewed = rows.filter((cells) => cells.length === 8)
  expect(reviewed.map(([, name]) => name?.replaceAll('`', '')).sort()).toEqual(needed)
  const wrong = reviewed.filter(([, name, , , licence]) => {
    const file = new URL(`../../node_modules/${name?.replaceAll('`', '')}/package.json`, import.meta.url)
    return JSON.parse(readFileSync(file, 'utf8')).license !== licence
  })
  expect(wrong).toEqual([])
  expect(reviewed.filter((cells) => cells.slice(2, 7).some((cell) => cell === ''))).toEqual([])
})

test('the bill of materials holds each of them, with its integrity', () => {
  const options = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx']
  const made = execFileSync('npm', options, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const bill = JSON.parse(made) as { bomFormat: string; components: { name: string; hashes?: unknown[] }[] }
  expect(bill.bomFormat).toBe('CycloneDX')
  const names = new Set(bill.components.map(({ name }) => name))
  expect(needed.filter((name) => !names.has(name))).toEqual([])
  expect(bill.components.filter(({ hashes }) => (hashes?.length ?? 0) === 0)).toEqual([])
})

test('each threat in security.md names a test that is there', () => {
  const threats = textOf('docs/security.md')
    .split('\n')
    .filter((line) => /^\| .* \| .* \| `test\//.test(line))
  expect(threats.length).toBeGreaterThan(20)
  const tests = threats.map((line) => /`(test\/[^`]+)`/.exec(line)?.[1] ?? '')
  expect(tests.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([])
})

test('drift.md says what each figure that alarms go by means', () => {
  const named = new Set(textOf('docs/drift.md').match(/kommunedialog_[a-z_]+/g))
  const code = textOf('src/start/operator.ts')
  const own = [
    ...[...code.matchAll(/'(kommunedialog_[a-z_]+)'/g)].map(([, name = '']) => name),
    ...[...code.matchAll(/gauge\('([a-z_]+)'/g)].map(([, name]) => `kommunedialog_${name}`),
  ]
  expect(own.length).toBeGreaterThan(5)
  expect(own.filter((name) => !named.has(name))).toEqual([])
})

test('links between the documents lead somewhere', () => {
  const broken = filesOf('docs/*.md', '*.md').flatMap((file) => {
    const folder = new URL(`../../${file.includes('/') ? `${file.split('/')[0]}/` : ''}`, import.meta.url)
    const links = [...textOf(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, to = '']) => to)
    return links.filter((to) => !existsSync(new URL(to, folder))).map((to) => `${file} -> ${to}`)
  })
  expect(broken).toEqual([])
})

test('CONTRIBUTING.md says where the changes that people make belong, in files that are there', () => {
  const table = /## Where do I put …\?\n([\s\S]*?)\n## /.exec(textOf('CONTRIBUTING.md'))?.[1] ?? ''
  const changes = table.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:---|change) /.test(line))
  expect(changes.length).toBeGreaterThan(20)
  const paths = changes.map((line) =>
    [...line.matchAll(/`((?:src|test|docs|dialogs|locales)\/[^`]*)`/g)].map(([, at = '']) => at),
  )
  expect(paths.filter((each) => each.length === 0)).toEqual([])
  expect(paths.flat().filter((at) => !existsSync(new URL(`../../${at}`, import.meta.url)))).toEqual([])
})

test('a file that a comment names is there', () => {
  const files = filesOf('src/**/*.ts', 'test/**/*.ts', 'scripts/**/*.{ts,mjs}')
  const gone = files.flatMap((file) =>
    [...textOf(file).matchAll(/^ *(?:\/\*\*|\*|\/\/).*/gm)]
      .flatMap(([comment]) => [...comment.matchAll(/`([a-z0-9/-]+\.ts)`/g)].map(([, name = '']) => name))
      .filter((name) => !files.some((each) => each === name || each.endsWith(`/${name}`)))
      .map((name) => `${file}: ${name}`),
  )
  expect(gone).toEqual([])
})

test('drift.md says what each alarm of the log means', () => {
  const events = filesOf('src/**/*.ts').flatMap((file) =>
    [...textOf(file).matchAll(/\blog\.error\([^;]*?'([a-z_]+\.[a-z_]+)'\)/g)].map(([, event = '']) => event),
  )
  expect(events.length).toBeGreaterThan(5)
  expect(events.filter((event) => !textOf('docs/drift.md').includes(`\`${event}\``))).toEqual([])
})

test('architecture.md tells the way of a turn and of a reminder, and every file and folder it names is there', () => {
  const text = textOf('docs/architecture.md')
  const namedIn = (part: string) => [...part.matchAll(/`((?:src|test|docs)\/[^`*]*)`/g)].map(([, at = '']) => at)
  for (const way of ['turn', 'reminder']) {
    const part = new RegExp(`## The way of one ${way}, file by file\\n([\\s\\S]*?)\\n## `).exec(text)?.[1] ?? ''
    expect(namedIn(part).length, way).toBeGreaterThan(20)
  }
  expect(namedIn(text).filter((at) => !existsSync(new URL(`../../${at}`, import.meta.url)))).toEqual([])
})
