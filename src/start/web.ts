/** The pages, joined with the conversation, the stores and the settings. */

import type { Forms } from '../app/documents.ts'
import type { MailWay } from '../app/ports/mail.ts'
import { confirmPath, LET_IN_PATH } from '../app/respondents/held.ts'
import { tellOfOpening } from '../app/respondents/tell.ts'
import type { Survey } from '../app/service.ts'
import type { Service } from '../app/waves.ts'
import { openingOf } from '../app/web/opening.ts'
import type { PageNews } from '../app/web/web-channel.ts'
import type { Place } from '../app/web/web-page.ts'
import type { OnWeb, WebRegister } from '../app/web/web-ports.ts'
import type { PublicRoutes } from '../edge/http/server.ts'
import { answersPdf } from '../edge/pdf/answers.ts'
import { seatMover } from '../edge/redis/move-seat.ts'
import { webSessions, wrongCodes } from '../edge/redis/web-sessions.ts'
import type { CodeRules } from '../edge/sql/codes.ts'
import { askedAbout, confirmRespondent, waitingFor } from '../edge/sql/held.ts'
import { addresseeOf, optOutOfMail } from '../edge/sql/mail.ts'
import { writeAudit } from '../edge/sql/tables.ts'
import { openWebRegister } from '../edge/sql/web-codes.ts'
import { letInCookie } from '../edge/web/caller.ts'
import type { Assets } from '../edge/web/frame/assets.ts'
import { refusedBelowSvar, svarRoutes } from '../edge/web/svar/routes.ts'
import { type TokenPage, tokenPageRoutes } from '../edge/web/svar/token-pages.ts'
import type { CodeSecrets } from '../register/lasting-code.ts'
import { confirmedBy, optedOutBy } from '../register/sealed-token.ts'
import type { Settings } from '../settings/settings.ts'
import { partTitle } from '../texts/translate.ts'
import type { Stores } from './stores.ts'

type Given = {
  settings: Pick<Settings, 'web'>
  stores: Pick<Stores, 'redis' | 'sql'>
  service: Service
  /** What lasting codes of a wave are judged by; undefined: there is no web here. */
  codesOf(survey: Survey): CodeRules | undefined
  news: PageNews
  /** Null: nobody is told anything by mail. */
  mail: MailWay | null
  /** Null: there is no web here. */
  assets: Assets | null
  forms: Forms
  onFault(error: unknown): void
}

type Routes = Required<Pick<PublicRoutes, 'mount' | 'refused'>>

/** To be mounted on the public server; null: there is no web here. */
export const webRoutes = (given: Given): Routes | null => {
  const { settings, stores, service, codesOf, news, mail, assets, forms, onFault } = given
  if (settings.web === null || assets === null) return null
  const { publicUrl, trustedProxies, codeSecrets } = settings.web
  const { redis, sql } = stores
  const seatBack = seatMover(redis).back
  const of = (wave?: string) => ({ ...(service.waves.get(wave ?? '') ?? service.current()), seatBack })
  const register = inAnyWave(service, (survey) => {
    const codes = codesOf(survey)
    return codes === undefined ? null : openWebRegister(sql, { wave: survey.wave.id, codes })
  })
  const svar = {
    of,
    register,
    opens: openingOf(register, wrongCodes(redis)),
    sessions: webSessions(redis, service.current().now),
    known: new Map(),
    secrets: codeSecrets,
    tellOfOpening: (who: OnWeb, respondentId: string) => {
      const { survey, channel, log, now } = of(who.wave)
      const telling = { survey, channel, log, now, ...(mail === null ? {} : { mail }) }
      return tellOfOpening({ ...telling, addresseeOf: (id) => addresseeOf(sql, id) }, who, respondentId)
    },
    documents: {
      forms,
      surveys: () => readable(service),
      setAnswers: answersPdf,
      copied: (entry: { at: Date; actor: string; subject: string }) =>
        writeAudit(sql, { ...entry, action: 'web.copy' }),
    },
    waiting: async ({ person: { personId } }: OnWeb, { membership: { wave, unitId, part } }: Place) =>
      (await waitingFor(sql, { wave, unitId, part, personId })).map((one) => ({
        one,
        path: confirmPath(codeSecrets, one),
      })),
    assets,
    news,
    publicUrl,
    trustedProxies,
    onFault,
  }
  const tokenPages = tokenPageRoutes({
    assets,
    onFault,
    pages: [offMailPage(given, codeSecrets), letInPage(given, codeSecrets)],
    contact: () => service.current().survey.wave.contact.email,
  })
  const mountSvar = svarRoutes(svar)
  const mount: Routes['mount'] = (server) => {
    mountSvar(server)
    tokenPages(server)
  }
  return { mount, refused: (...refused) => refusedBelowSvar(svar, ...refused) }
}

/** Waves whose form anybody may read: the one that is talked about, and others once they have opened. */
const readable = (service: Service): Survey[] => {
  const { survey, now } = service.current()
  const opened = service.besides().flatMap((one) => (now() >= one.survey.opensAt ? [one.survey] : []))
  return [survey, ...opened]
}

const offMailPage = ({ stores: { sql }, service }: Given, secrets: CodeSecrets): TokenPage => ({
  // A mail service posts to the very address (RFC 8058), and the token opens nothing.
  path: '/svar/epost',
  texts: 'web.off_mail',
  keeps: null,
  read: async (token) => (optedOutBy(secrets, token) === null ? null : {}),
  act: async (token) => {
    const respondentId = optedOutBy(secrets, token)
    if (respondentId !== null) await optOutOfMail(sql, respondentId, new Date(service.current().now()))
    return respondentId !== null
  },
})

const letInPage = ({ stores: { sql }, service }: Given, secrets: CodeSecrets): TokenPage => {
  const about = async (token: string) => {
    const said = confirmedBy(secrets, token)
    const found = said === null ? null : await askedAbout(sql, said)
    return said === null || found === null ? null : { ...said, ...found }
  }
  return {
    path: LET_IN_PATH,
    texts: 'web.let_in',
    keeps: letInCookie,
    read: async (token, language) => {
      const found = await about(token)
      const survey = service.waves.get(found?.wave ?? '')?.survey
      if (found === null || survey === undefined) return null
      const { unitId, part, name: who, email: address } = found
      return {
        who,
        address,
        part: partTitle(survey.wave, part, language),
        unit: survey.units.get(unitId)?.name ?? unitId,
      }
    },
    act: async (token) => {
      const found = await about(token)
      if (found === null) return false
      const { respondentId, heldAt, actor } = found
      const at = new Date(service.current().now())
      // Whoever was let in may be at the chat already, and was told no.
      return await service
        .current()
        .progress.changingRegister(() => confirmRespondent(sql, null, respondentId, { at, actor, heldAt }))
    },
  }
}

/** A code is of the wave of its respondent: the waves that are talked about are asked one after the other. */
const inAnyWave = (service: Service, open: (survey: Survey) => WebRegister | null): WebRegister => {
  const registers = new Map([...service.waves].map(([id, { survey }]) => [id, open(survey)]))
  const first = async <T>(ask: (register: WebRegister) => Promise<T | null>): Promise<T | null> => {
    for (const { survey } of [service.current(), ...service.besides()]) {
      const register = registers.get(survey.wave.id) ?? null
      const found = register === null ? null : await ask(register)
      if (found !== null) return found
    }
    return null
  }
  return {
    open: (typed, at) => first((register) => register.open(typed, at)),
    standing: (opened, at) => first((register) => register.standing(opened, at)),
  }
}
