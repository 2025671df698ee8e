/** The whole service with its pages, and codes for those who answer: person `n` answers part `raadmann` of the n-th unit. */

import { inviteRespondent } from '../../../src/app/respondents/invite.ts'
import { besideService } from '../beside-service.ts'
import { units } from '../survey-2018.ts'
import { wave2018 } from '../wave-2018.ts'
import { oneOfEach, wholeService } from '../whole-service.ts'
import { codeSecrets } from './code-secrets.ts'

export const webService = async (settings: Record<string, string> = {}, respondents = oneOfEach) => {
  const whole = await wholeService(settings, respondents)
  const { sql, book, end } = besideService(whole, wave2018)
  const idOf = async (n: number) => (await book.list({})).find(({ unitId }) => unitId === units[n]?.id)?.id ?? ''
  const codeFor = async (id: string, renew = false): Promise<string> => {
    const request = { at: new Date(), closesAt: new Date('2099-01-01'), actor: 'test', renew }
    const lasting = { wave: wave2018, secrets: codeSecrets() }
    const made = await inviteRespondent(book, id, { ...request, lasting, chance: () => new Uint8Array() })
    if (made.type !== 'invited') throw new Error(made.type)
    return made.invitation.code
  }
  return {
    ...whole,
    ...{ sql, book, idOf, codeFor },
    /** The code of person `n`; `renew`: the earlier one stops working. */
    codeOf: async (n: number, renew = false): Promise<string> => codeFor(await idOf(n), renew),
    stop: async () => {
      await end()
      await whole.stop()
    },
  }
}
