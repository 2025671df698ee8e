/** What a person is told of codes, by mail or in the chat: theirs opened their answers somewhere new, there is another, or who asks for one. */

import type { Language } from '../../questionnaire/schema.ts'
import { languageOfUnit } from '../../questionnaire/wave.ts'
import { partTitle, surveyData, translate, unitData } from '../../texts/translate.ts'
import type { View } from '../../wording/view.ts'
import type { Mail, MailBlock } from '../ports/mail.ts'
import type { Survey } from '../service.ts'
import { webLink } from './invite.ts'

/** Where a respondent is written to, and of what. `language` null: that of the unit. */
export type Addressee = {
  respondentId: string
  name: string
  email: string
  unitId: string
  part: string
  language: Language | null
}

/**
 * `opened`: in a new browser. `new_code`: made by somebody; with the code itself where nobody else has seen it. `letter`: one
 * with the code was made. `asked_new`, `asked_changed`: whether somebody who was written down may see the answers, with the
 * page to say yes on.
 */
export type Notice =
  | { type: 'opened' }
  | { type: 'letter' }
  | { type: 'new_code'; with: { code: string; publicUrl: string } | null }
  | { type: 'asked_new' | 'asked_changed'; who: string; address: string; url: string }

/** `at`: ms since 1970 UTC, which makes each one a mail of its own. It goes out whatever the person wants of reminders. */
export const noticeMail = (survey: Survey, to: Addressee, notice: Notice, at: number): Mail => {
  const { wave } = survey
  const { language, t } = noticeWords(survey, to, notice)
  const text = (said: string): MailBlock => ({ type: 'text', text: said })
  const given = notice.type === 'new_code' ? notice.with : null
  return {
    to: { name: to.name, address: to.email },
    replyTo: wave.contact.email,
    language,
    subject: t(`${notice.type}_subject`),
    title: t(`${notice.type}_subject`),
    blocks: [
      text(t('hello')),
      text(t(notice.type)),
      ...(given === null ? [] : codeBlocks(language, given, t('go'))),
      ...('url' in notice ? [{ type: 'link', label: t('confirm'), url: notice.url } satisfies MailBlock] : []),
      text(t(`${notice.type}_what_now`)),
      // What is quoted in an answer is read by whoever reads the contact's mail.
      text(t(given !== null || 'url' in notice ? 'contact_link' : 'contact')),
    ],
    id: `${notice.type}.${to.respondentId}.${at}`,
    optOut: null,
  }
}

/** The same in the chat, where no code is told. */
export const noticeView = (survey: Survey, to: Addressee, notice: Notice): View => {
  const { language, t } = noticeWords(survey, to, notice)
  const after = 'url' in notice ? [t(`${notice.type}_what_now`), notice.url] : [t(`${notice.type}_in_chat`)]
  return { type: 'text', language, text: [t(notice.type), ...after].join('\n\n') }
}

const noticeWords = ({ wave, units }: Survey, to: Addressee, notice: Notice) => {
  const unit = units.get(to.unitId)
  const language = to.language ?? languageOfUnit(unit)
  const vars = {
    ...(unit === undefined ? {} : unitData(language, unit)),
    ...surveyData(wave, language),
    name: to.name,
    part: partTitle(wave, to.part, language),
    ...('url' in notice ? { who: notice.who, address: notice.address } : {}),
  }
  return { language, t: (name: string): string => translate(language, `mail.notice.${name}`, vars) }
}

const codeBlocks = (language: Language, { code, publicUrl }: { code: string; publicUrl: string }, label: string) => [
  { type: 'link', label, url: webLink(publicUrl, code) } satisfies MailBlock,
  { type: 'text', text: translate(language, 'mail.reminder.how') } satisfies MailBlock,
  { type: 'code', code } satisfies MailBlock,
  { type: 'text', text: translate(language, 'mail.reminder.personal') } satisfies MailBlock,
]
