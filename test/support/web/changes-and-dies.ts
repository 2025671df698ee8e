/**
 * Ends a respondent, or gives them a new code in place of the old one, as the command line does, and is killed (`-9`) when SQL
 * has committed that and nobody has been told. Arguments: the stores' addresses, wave, respondent and `end` or `renew`.
 */
import { Redis } from 'ioredis'
import { inviteRespondent } from '../../../src/app/respondents/invite.ts'
import { revoking } from '../../../src/app/service.ts'
import { progressStore } from '../../../src/edge/redis/progress-store.ts'
import { openSql } from '../../../src/edge/sql/database.ts'
import { openRespondents } from '../../../src/edge/sql/respondents.ts'
import { codeSecrets } from './code-secrets.ts'

const [sqlUrl = '', redisUrl = '', wave = '', respondentId = '', change = ''] = process.argv.slice(2)
const book = openRespondents(openSql({ url: sqlUrl }), { wave })
const dying =
  <G extends unknown[], T>(act: (...given: G) => Promise<T>) =>
  async (...given: G): Promise<T> => {
    await act(...given)
    process.kill(process.pid, 'SIGKILL')
    return await new Promise<never>(() => {})
  }
const dies = { ...book, erase: dying(book.erase), lastingCodes: dying(book.lastingCodes) }
const told = revoking(
  dies,
  progressStore(new Redis(redisUrl), async () => undefined),
)
const by = { at: new Date(), actor: 'test' }
if (change === 'end') await told.erase(respondentId, by)
else
  await inviteRespondent(told, respondentId, {
    ...{ ...by, closesAt: new Date('2099-01-01'), renew: true, chance: () => new Uint8Array() },
    lasting: { wave, secrets: codeSecrets() },
  })
