/** A reminder or an invitation as a card and as a mail: how far the unit is, until when, why it comes, how to stop it. */

import type { Language } from '../../questionnaire/schema.ts'
import { lastingCode } from '../../register/lasting-code.ts'
import { optOutToken } from '../../register/sealed-token.ts'
import { stageOf } from '../../reminders/whom.ts'
import { partTitle, surveyData, translate, unitData } from '../../texts/translate.ts'
import { endText } from '../../wording/moment.ts'
import type { View } from '../../wording/view.ts'
import { formLink } from '../documents.ts'
import type { RecipientKey, RespondentFacts, Template } from '../ports/campaigns.ts'
import type { Mail, MailBlock, MailWay } from '../ports/mail.ts'
import type { PartProgress } from '../progress.ts'
import { webLink } from '../respondents/invite.ts'
import type { Survey } from '../service.ts'

type Message = { template: Template; language: Language; place: PartProgress }

/** The texts of a message, and what they are filled with; `count`: questions left. */
const reminderTexts = (survey: Survey, { language, place }: Pick<Message, 'language' | 'place'>) => {
  const { wave, closesAt } = survey
  const unit = survey.units.get(place.unitId)
  const vars = {
    ...(unit === undefined ? {} : unitData(language, unit)),
    ...surveyData(wave, language),
    part: partTitle(wave, place.part, language),
    closes: endText(closesAt),
    answered: place.answered,
    of: place.of,
    count: Math.max(0, place.of - place.answered),
    minutes: place.minutesLeft,
  }
  return { vars, t: (key: string): string => translate(language, `reminders.${key}`, vars) }
}

/**
 * The summary, which a phone shows on its lock screen, names the survey only. The button carries the session: it resumes
 * where the person is, whatever has happened since.
 */
export const reminderView = (survey: Survey, message: Message): View => {
  const { template, language, place } = message
  const {
    t,
    vars: { count: left },
  } = reminderTexts(survey, message)
  const stage = stageOf(place)
  return {
    type: 'panel',
    language,
    summary: t(`summary.${template}`),
    title: t(`title.${template}`),
    blocks: [
      {
        lines: [
          { text: t(`stage.${stage}`) },
          ...(left > 0 && stage !== 'not_started' ? [{ text: t('left') }] : []),
          ...(stage === 'not_started' ? [{ text: t('takes') }] : []),
          { text: t('closes'), strong: true },
        ],
      },
      {
        lines: [
          { text: t(`why.${template}`), subtle: true },
          { text: t('stop'), subtle: true },
        ],
      },
    ],
    actions: [{ verb: 'continue', title: t(`button.${stage}`), ref: { s: place.sessionId }, main: true }],
  }
}

// The same as a mail: what the card says, and the way in: link and code of this respondent alone.

type To = { key: RecipientKey; facts: Pick<RespondentFacts, 'name' | 'email'>; generation: number }

/** Where a respondent takes themselves off mail; a POST does it, and a GET shows a page with a button. */
const optOutLink = ({ publicUrl, secrets }: MailWay, respondentId: string, language: Language): string =>
  `${publicUrl}/svar/epost?t=${optOutToken(secrets[0], respondentId)}&lang=${language}`

/** `generation`: of the respondent's code. The same recipient gives the same mail, at every try. */
export const reminderMail = (survey: Survey, mail: MailWay, message: Message, { key, facts, generation }: To): Mail => {
  const { wave } = survey
  const { language, template, place } = message
  const { t, vars } = reminderTexts(survey, message)
  const own = (name: string): string => translate(language, `mail.reminder.${name}`, { ...vars, name: facts.name })
  const { respondentId } = key
  const code = lastingCode(mail.secrets[0], { wave: wave.id, respondentId, generation })
  const optOut = optOutLink(mail, respondentId, language)
  const stage = stageOf(place)
  const text = (said: string, how: 'strong' | 'subtle' | null = null): MailBlock => ({
    type: 'text',
    text: said,
    ...(how === 'strong' ? { strong: true } : how === 'subtle' ? { subtle: true } : {}),
  })
  const form = formLink(survey, place, { pages: mail.publicUrl, language })
  const isInvited = template === 'invitation' && stage === 'not_started'
  return {
    to: { name: facts.name, address: facts.email },
    replyTo: wave.contact.email,
    language,
    subject: t(`summary.${template}`),
    title: t(`title.${template}`),
    blocks: [
      text(own('hello')),
      text(isInvited ? own('invited') : t(`stage.${stage}`)),
      ...(vars.count > 0 && stage !== 'not_started' ? [text(t('left'))] : []),
      ...(stage === 'not_started' ? [text(t('takes'))] : []),
      text(t('closes'), 'strong'),
      { type: 'link', label: t(`button.${stage}`), url: webLink(mail.publicUrl, code) },
      text(own('how')),
      { type: 'code', code },
      text(own('personal')),
      ...(stage === 'not_started'
        ? [{ type: 'link' as const, label: own('form'), url: form, subtle: true as const }]
        : []),
      text(own('contact')),
      text(isInvited ? t('why.invitation') : `${t(`why.${template}`)} ${own('from')}`, 'subtle'),
      { type: 'link', label: own('stop'), url: optOut, subtle: true },
    ],
    id: `${key.campaignId}.${respondentId}`,
    optOut,
  }
}
