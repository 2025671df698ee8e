import nb from '../../locales/nb/letters.json' with { type: 'json' }
import nn from '../../locales/nn/letters.json' with { type: 'json' }
import type { Language } from '../questionnaire/schema.ts'
import type { UnitKind } from '../questionnaire/wave.ts'
import { endText } from '../wording/moment.ts'
import { fill } from '../wording/translate.ts'
import type { Survey } from './deps.ts'
import type { Invitation } from './invite-respondents.ts'

const letters: Record<Language, typeof nb> = { nb, nn }

/** The link that opens the chat with the bot in Teams; null without a registered bot. */
export function chatLink(appId: string | null): string | null {
  return appId === null ? null : `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`
}

/** The letter that brings a code, with its subject, in one language form. Plain text with blank lines between paragraphs. */
export function invitationLetter(
  { respondent, code, expiresAt }: Invitation,
  { survey, link, language }: { survey: Survey; link: string | null; language: Language },
): { subject: string; body: string } {
  const texts = letters[language]
  const { wave } = survey
  const how = link === null ? texts.how_search : fill(language, texts.how_link, { link })
  const vars = {
    name: respondent.name,
    unit: unitInLetter(respondent.unitName, survey.units.get(respondent.unitId)?.kind),
    part: wave.parts[respondent.part]?.title[language] ?? respondent.part,
    title: wave.title[language],
    how,
    code,
    expires: endText(expiresAt.getTime()),
    closes: endText(survey.closesAt),
    contact: wave.contact.name,
    email: wave.contact.email,
    controller: wave.controller[language],
  }
  return { subject: fill(language, texts.subject, vars), body: fill(language, texts.body, vars) }
}

/** «Bergen kommune», «Bydel Sagene»: the same in both language forms. */
function unitInLetter(name: string, kind: UnitKind | undefined): string {
  return kind === 'bydel' ? `Bydel ${name}` : `${name} kommune`
}
