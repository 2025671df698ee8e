/** A mail that has a code or a link that opens something says where an answer goes, and asks not to hand these on in it. */

import { describe, expect, it } from 'vitest'
import { type Notice, noticeMail } from '../../src/app/respondents/told-by-mail.ts'
import { readSurvey } from '../support/reminders/world.ts'

const survey = await readSurvey()
const given = { code: '7K2M-0QXA-94TR-C', publicUrl: 'https://svar.undersokelsen.example' }
const asked = { who: 'Nina Ny', address: 'nina@oslo.example', url: `${given.publicUrl}/svar/slipp-inn?t=a.b` }
const to = { respondentId: 'id', name: 'Kari Nordmann', email: 'kari@oslo.no', unitId: '0301', part: 'integrering' }
const rows: [string, Notice, boolean][] = [
  ['a new code', { type: 'new_code', with: given }, true],
  ['a question about somebody new', { type: 'asked_new', ...asked }, true],
  ['a question about a changed address', { type: 'asked_changed', ...asked }, true],
  ['a new code that stands elsewhere', { type: 'new_code', with: null }, false],
  ['an opening', { type: 'opened' }, false],
  ['a letter', { type: 'letter' }, false],
]

describe.each(['nb', 'nn'] as const)('in %s', (language) => {
  it.each(rows)('%s', (_what, notice, opens) => {
    const mail = noticeMail(survey, { ...to, language }, notice, 0)
    const said = mail.blocks.flatMap((block) => (block.type === 'text' ? block.text : [])).join('\n')
    expect(mail.replyTo).toBe(survey.wave.contact.email)
    expect(said).toContain(survey.wave.contact.email)
    expect(/Fjern lenk(en|ja), og koden/.test(said)).toBe(opens)
    expect(mail.blocks.some(({ type }) => type === 'link' || type === 'code')).toBe(opens)
  })
})
