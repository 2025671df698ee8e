/** SQL is away while somebody is in the middle of a part: whatever they say gets a reply, and answering goes on. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allSaid } from '../support/all-said.ts'
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
    const changed = await person
      .until(() => JSON.stringify(person.chat()) !== before)
      .then(
        () => true,
        () => false,
      )
    // A later message of this reply is no reply to the next word.
    await allSaid(whole.redis.url)
    return changed && status === 200
  }
  expect(await hears('hei')).toBe(true)
  expect(await hears('start')).toBe(true)
  whole.way.cut()
  const unheard: string[] = []
  for (const text of SAID) if (!(await hears(text))) unheard.push(text)
  expect(unheard).toEqual([])
  whole.way.mend()
  expect(await hears('status')).toBe(true)
})
