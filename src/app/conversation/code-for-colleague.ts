/** The code for a colleague, and a text to forward it with. The code stands in that message and nowhere else. */

import { createHash, randomBytes } from 'node:crypto'
import type { Language } from '../../questionnaire/schema.ts'
import { DAY_MS } from '../../questionnaire/wave.ts'
import { hashOfOwn, newCode } from '../../register/code.ts'
import { surveyData, translate, unitData } from '../../texts/translate.ts'
import { endText } from '../../wording/moment.ts'
import { type OutboxGroup, StoreAway } from '../ports/progress.ts'
import { chatLink, webLink } from '../respondents/invite.ts'
import { type Deps, questionnaireOf } from '../service.ts'
import { orLogged } from './outside.ts'
import { readOrNull, seatIn, sessionIn } from './stored-state.ts'

/** A message is forwarded the same day or the next; two weeks cover a holiday. */
const CODE_MS = 14 * DAY_MS

type Wish = NonNullable<OutboxGroup['delegate']>

/** Makes the code and sends the text. When it is done again after a crash, the newer code counts. Never rejects for SQL. */
export const sendCode = async (deps: Deps, group: OutboxGroup, { name, section }: Wish): Promise<void> => {
  const stored = await deps.progress.readTurn(group.sessionId, group.personId)
  const [session, seat] = [readOrNull(sessionIn(stored.session)), readOrNull(seatIn(stored.seat))]
  if (session === null || seat === null) return
  const { unitId, part } = session
  const questionnaire = questionnaireOf(deps.survey, part, session.version)
  const topic = questionnaire?.sections.find(({ id }) => id === section)
  const unit = deps.survey.units.get(unitId)
  if (questionnaire === null || unit === undefined || (section !== undefined && topic === undefined)) return
  const now = deps.now()
  const expiresAt = Math.min(deps.survey.closesAt, now + CODE_MS)
  const code = newCode(randomBytes)
  const made = await keep(deps, {
    id: idOf(group),
    unitId,
    part,
    name,
    hash: hashOfOwn(code),
    by: group.personId,
    ...(section === undefined ? {} : { section }),
    at: new Date(now),
    expiresAt: new Date(expiresAt),
  })
  const { language } = seat
  if (made !== 'made') return await send(deps, group, language, translate(language, `delegation.${made}`))
  const words = unitData(language, unit)
  await send(
    deps,
    group,
    language,
    translate(language, `delegation.${topic === undefined ? 'letter_part' : 'letter_section'}`, {
      ...words,
      ...surveyData(deps.survey.wave, language),
      name,
      code,
      expires: endText(expiresAt),
      topic: topic?.title[language] ?? '',
      how: how(language, group.reference.botId),
      web:
        deps.pages === undefined ? '' : translate(language, 'delegation.how_web', { link: webLink(deps.pages, code) }),
    }),
  )
}

const keep = async (
  { register, log }: Deps,
  delegation: Parameters<Deps['register']['delegate']>[0],
): Promise<'made' | 'too_many' | 'not_made'> => {
  try {
    return await register.delegate(delegation)
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    log.warn({ personId: delegation.by, code: error.code }, 'delegation.not_made')
    return 'not_made'
  }
}

/** A registered bot's channel id is `28:` and its application id; others are found by name. */
const how = (language: Language, botId: string): string => {
  const link = chatLink(/^28:([0-9a-f-]{36})$/i.exec(botId)?.[1] ?? null)
  return link === null
    ? translate(language, 'delegation.how_search')
    : translate(language, 'delegation.how_link', { link })
}

const send = async (deps: Deps, group: OutboxGroup, language: Language, text: string): Promise<void> => {
  const sent = await deps.channel.send(group.reference, { type: 'text', language, text })
  orLogged(deps, sent, { personId: group.personId }, 'delegation.not_sent')
}

/** The same group is the same delegation, however often it is carried out. */
const idOf = ({ id, sessionId, personId }: OutboxGroup): string => {
  const hex = createHash('sha256').update(`${sessionId}/${personId}/${id}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
