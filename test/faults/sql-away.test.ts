/** SQL is away while somebody is in the middle of a part: whatever they say gets a reply, and answering goes on. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type WholeService, wholeService } from '../support/whole-service.ts'

let whole: WholeService
beforeAll(async () => {
  whole = await wholeService()
})
afterAll(async () => whole?.stop())

/** Commands, wishes that end in SQL, a code, an answer. */
const SAID = [
  ...['hei', 'hjelp', 'status', 'personvern', 'nynorsk', 'bokmål', 'vis svar', 'se alle spørsmål', 'slik svarte andre'],
  ...['minn meg på fredag', 'meld av', 'meld på', 'pause', 'fortsett', 'send til kollega', 'Ola Hansen', 'ta tilbake'],
  ...['ABCD-EFGH-JKLM-N', 'det er ikke jeg som skal svare', 'slett svarene mine', 'nei', 'endre 1', '1'],
]

test('whatever is said gets a reply', async () => {
  const person = whole.person(0)
  const hears = async (text: string): Promise<boolean> => {
    const before = JSON.stringify(person.chat())
    const { status } = await person.say(text)
    const changed = person.until(() => JSON.stringify(person.chat()) !== before)
    return await changed.then(
      () => status === 200,
      () => false,
    )
  }
  expect(await hears('hei')).toBe(true)
  expect(await hears('start')).toBe(true)
  await wait(500)
  whole.way.cut()
  const unheard: string[] = []
  for (const text of SAID) if (!(await hears(text))) unheard.push(text)
  expect(unheard).toEqual([])
  whole.way.mend()
  expect(await hears('status')).toBe(true)
}, 590_000)
