/** Sessions as they were stored on every version that was ever shipped: they can be read, and go on. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { isSettled, route } from '../../src/engine/route.ts'
import { readSession } from '../../src/engine/stored.ts'
import { moveSession } from '../../src/engine/versions.ts'
import { questionnaire } from '../../src/questionnaire/schema.ts'
import { units, worldOf } from '../support/survey.ts'
import { joins, sharedSession, tester } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

/** Drafts have been shipped to nobody. */
const files = Object.keys(JSON.parse(readFileSync('dialogs/published.json', 'utf8'))).toSorted()
const readFile = (file: string) => questionnaire.parse(parse(readFileSync(file, 'utf8')))
const fixtureOf = (file: string) =>
  new URL(`../sessions/shipped/${basename(file, '.yaml')}.json`, import.meta.url).pathname

/** A new version gets its session once, half answered, when it is published (UPDATE_GOLDENS=1); it never changes after. */
const store = (file: string): void => {
  const shared = sharedSession(worldOf(readFile(file), units.kommune))
  const person = tester(shared, 'nb')
  joins(person)
  walks(person, 6)
  mkdirSync(new URL('../sessions/shipped/', import.meta.url).pathname, { recursive: true })
  writeFileSync(fixtureOf(file), `${JSON.stringify(JSON.parse(shared.session), null, 2)}\n`)
}

test.each(files)('%s', (file) => {
  if (process.env.UPDATE_GOLDENS === '1' && !existsSync(fixtureOf(file))) store(file)
  expect(existsSync(fixtureOf(file)), 'run with UPDATE_GOLDENS=1 when a version is published').toBe(true)
  const read = readSession(JSON.parse(readFileSync(fixtureOf(file), 'utf8')))
  if ('broken' in read) throw new Error(read.broken)
  const { session } = read
  const own = readFile(file)
  const given = Object.keys(session.entries)
  expect(given.length).toBeGreaterThan(3)
  const settled = route(own, units.kommune, session.entries).filter(({ entry }) => isSettled(entry))
  expect(settled.map(({ question }) => question.id)).toEqual(expect.arrayContaining(given))
  const all = files.map(readFile).filter(({ wave, part }) => wave === own.wave && part === own.part)
  const versions = new Map(all.map((each) => [each.version, each]))
  const moved = moveSession(session, { versions, to: Math.max(...versions.keys()), unit: units.kommune })
  const kept = JSON.stringify(Object.values(moved.entries))
  for (const { answer, missing } of Object.values(session.entries))
    if (answer !== undefined || missing !== undefined) expect(kept).toContain(JSON.stringify(answer ?? missing))
})
