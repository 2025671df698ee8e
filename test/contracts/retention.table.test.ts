/** The table of what is kept of a person has every column, key, job field and file; what is in neither list fails here. */
import { existsSync } from 'node:fs'
import { sql as raw } from 'kysely'
import { expect, it, test } from 'vitest'
import * as keys from '../../src/edge/redis/keys.ts'
import { filesOf, textOf } from '../support/repo/source-files.ts'
import { keptTable } from '../support/retention/kept-table.ts'
import { onBothDatabases } from './sql/suite.ts'

const { rows, nothing } = keptTable()
const personal = rows.flatMap(({ places }) => places)
const named = new Set([...personal, ...nothing])
const unnamed = (found: readonly string[]) => [...new Set(found)].filter((place) => !named.has(place)).sort()
const gone = (kind: RegExp, found: readonly string[]) =>
  [...named].filter((place) => kind.test(place) && !found.includes(place)).sort()

onBothDatabases('the columns', ({ sql }) => {
  it('are all in the table or say nothing of a person, and no other is named', async () => {
    const { rows: columns } = await raw<{ place: string }>`select table_name || '.' || column_name as place
      from information_schema.columns where table_schema = current_schema() and table_name not like 'kysely_%'`.execute(
      sql(),
    )
    const found = columns.map(({ place }) => place)
    expect(found.length).toBeGreaterThan(80)
    expect(unnamed(found)).toEqual([])
    expect(gone(/^[a-z_]+\./, found)).toEqual([])
  })
})

test('every row says what, why, how long, what deletes it, and a test that is there', () => {
  expect(rows.length).toBeGreaterThan(15)
  expect(rows.filter(({ places, howLong }) => places.length === 0 || howLong === '')).toEqual([])
  expect(rows.filter(({ test: path }) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([])
  expect(personal.length + nothing.length).toBe(named.size)
})

test('the keys of Redis are all there, by what makes them', () => {
  const made = Object.values(keys).flatMap((make: unknown) => {
    if (typeof make !== 'function') return []
    const value: unknown = make('session', 'person')
    if (typeof value === 'string') return [value]
    return typeof value === 'object' && value !== null ? Object.values(value).map(String) : []
  })
  // A tag alone and a member of a set are no keys.
  const found = made.filter((key) => /^\{?[^:]*\}?:[a-z]+/.test(key) && key !== 'session:person')
  const kinds = found.map((key) => `redis:${key.startsWith('web:') ? 'web.' : ''}${/:([a-z]+)/.exec(key)?.[1]}`)
  expect(kinds.filter((kind) => kind.startsWith('redis:web.'))).toHaveLength(8)
  expect(kinds.length).toBeGreaterThan(12)
  expect(unnamed(kinds)).toEqual([])
  expect(gone(/^redis:/, kinds)).toEqual([])
})

test('no other module makes a key of its own', () => {
  const own = filesOf('src/{edge/redis,start,app/upkeep}/*.ts')
    .filter((file) => file !== 'src/edge/redis/keys.ts')
    .flatMap((file) =>
      [...textOf(file).matchAll(/['"`](\{[^}\s'"`]+\}:|web:[a-z]+:?)/g)].map(([, key]) => `${file} ${key}`),
    )
  expect(own).toEqual([])
})

test('the fields of the jobs are all there', () => {
  const typeIn = (file: string, name: string): string[] => {
    const text = textOf(file)
    const body = new RegExp(`type ${name} = \\{([\\s\\S]*?)\\n?\\}\\n`).exec(text)?.[1] ?? ''
    return [
      ...body
        .replaceAll(/\/\*[\s\S]*?\*\//g, '')
        .replaceAll(/\{[^}]*\}/g, '')
        .matchAll(/(\w+)\??:/g),
    ].map(([, field = '']) => field)
  }
  const found = [
    ...typeIn('src/edge/redis/submission-queue.ts', 'Job').map((field) => `job:deliver.${field}`),
    ...typeIn('src/app/ports/progress.ts', 'OutsideWork').map((field) => `job:outside.${field}`),
    ...typeIn('src/app/ports/campaigns.ts', 'RecipientKey').map((field) => `job:send.${field}`),
  ]
  expect(found).toHaveLength(10)
  expect(unnamed(found)).toEqual([])
  expect(gone(/^job:/, found)).toEqual([])
})

test('the files that commands write are all there', () => {
  const found = filesOf('src/cli/*.ts')
    .filter((file) => /'--out <|openPrivateFile\(/.test(textOf(file)))
    .map((file) => `file:${file.slice('src/cli/'.length, -'.ts'.length)}`)
  expect(found.length).toBeGreaterThan(4)
  expect(unnamed(found)).toEqual([])
})
