/**
 * Whoever changes the register is killed (`-9`) when SQL has committed and the services have not been told: what the change has
 * ended opens nothing at the very next page.
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wave2018 } from '../support/wave-2018.ts'
import { visitor } from '../support/web/visitor.ts'
import { webService } from '../support/web/web-service.ts'

const FORM = '/svar/skjema'
let service: Awaited<ReturnType<typeof webService>>
beforeAll(async () => {
  service = await webService()
})
afterAll(() => service?.stop())

const program = new URL('../support/web/changes-and-dies.ts', import.meta.url).pathname

test.each([
  ['the person', 'end'],
  ['the code', 'renew'],
] as const)('the page of %s that has ended is closed', async (_, change) => {
  const n = change === 'end' ? 0 : 1
  const who = visitor(service.service.url)
  const page = await who.press(await who.open(await service.codeOf(n)), 'Start')
  // The page is served from what this process remembers, as it is as a rule.
  expect(await who.get(FORM)).toMatchObject({ status: 200 })
  const { redis, postgres, respondents } = service
  const stores = [postgres.url, redis.url, wave2018, await service.idOf(n), change]
  const [code, signal] = await once(spawn(process.execPath, [program, ...stores], { stdio: 'inherit' }), 'exit')
  expect([code, signal]).toEqual([null, 'SIGKILL'])
  expect(respondents.length).toBeGreaterThan(n)
  expect(await who.get(FORM)).toMatchObject({ status: 401 })
  // Nor does what was on the screen store anything.
  expect(await who.press(page, 'Svar', page.choices.slice(0, 1))).toMatchObject({ status: 401 })
})

test('a link that was copied before or meanwhile serves nobody in the chat until SQL is asked', async () => {
  const person = service.person(2)
  await service.hears(person, 'hei')
  const { redis, postgres } = service
  const stores = [postgres.url, redis.url, wave2018, await service.idOf(2), 'end']
  await once(spawn(process.execPath, [program, ...stores], { stdio: 'inherit' }), 'exit')
  expect(await service.hears(person, 'fortsett')).not.toMatch(/Spørsmål \d+ av/u)
})
