import { expect, it } from 'vitest'
import { publish } from '../../src/app/submissions/publish.ts'
import { openReleases } from '../../src/edge/sql/results.ts'
import type { Release } from '../../src/report/measure.ts'
import { at } from './sql/fixture.ts'
import { onBothDatabases } from './sql/suite.ts'

const of = (wave: string, ...keys: string[]): Release => ({
  ...{ schema: 'kommunedialog.release.v1', wave, publishedAt: at.toISOString() },
  items: { q: { keys, others: ['1411@0'], groups: ['total', 'county:Oslo'], tellable: ['total'] } },
})

onBothDatabases('the releases', ({ sql, open }) => {
  it('are kept in order, each number once, wave by wave', async () => {
    const book = openReleases(sql())
    expect(await book.releases('a')).toEqual([])
    expect(await book.keep(of('a', '1'), 1)).toBe(true)
    expect(await book.keep(of('a', '2'), 1)).toBe(false)
    expect(await book.keep(of('a', '3'), 2)).toBe(true)
    expect(await book.keep(of('b', '4'), 1)).toBe(true)
    expect(await book.releases('a')).toEqual([of('a', '1'), of('a', '3')])
  })

  it('of several processes at once reckon with each other, and the same one is kept once', async () => {
    const books = [openReleases(sql()), openReleases(open()), openReleases(open())]
    const make = (key: string) => (earlier: Release[]) => ({ release: of('c', key), before: earlier.length })
    const made = await Promise.all(books.map((book, i) => publish(book, 'c', make(String(i)))))
    expect(made.map(({ before }) => before).sort()).toEqual([0, 1, 2])
    await Promise.all(books.map((book) => publish(book, 'c', make('0'))))
    expect(await openReleases(sql()).releases('c')).toHaveLength(3)
  })

  it('that do not parse stop whoever would publish beside them', async () => {
    const row = { wave: 'd', number: 1, published_at: at, document: '{}' }
    await sql().insertInto('releases').values(row).execute()
    await expect(publish(openReleases(open()), 'd', () => ({ release: of('d') }))).rejects.toThrow()
  })
})
