/** Who is in the demo: the person at the keyboard, and one invented respondent for every other unit and part. */

import { randomBytes, randomUUID } from 'node:crypto'
import { addAdmin } from '../../src/app/administration/admins.ts'
import { invitationKey } from '../../src/app/reminding/rounds.ts'
import { importRespondents } from '../../src/app/respondents/import.ts'
import { inviteRespondent } from '../../src/app/respondents/invite.ts'
import type { Survey } from '../../src/app/service.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { openCampaigns } from '../../src/edge/sql/campaigns.ts'
import { openRespondents, syncUnits } from '../../src/edge/sql/respondents.ts'
import type { CodeSecrets } from '../../src/register/lasting-code.ts'
import type { Stores } from '../../src/start/stores.ts'

/** Somebody at the keyboard of a Playground of their own, with a personal chat. */
export type Seated = { userId: string; chatId: string; objectId: string; name: string; email: string }

/** The Playground sends these; they mean nothing outside it. */
export const tenantId = '00000000-0000-4000-8000-000000000001'
export const you: Seated = {
  userId: 'user-id-0',
  chatId: 'personal-chat-id',
  objectId: '00000000-0000-4000-8000-000000000020',
  name: 'Kari Nordmann',
  email: 'kari@demo.example',
}

/** The unit and part that the person at the keyboard answers for. */
export type Place = { unitId: string; part: string }

const header = ['unit', 'part', 'name', 'email', 'tenant_id', 'object_id']

/** Fills the register as an import would, and makes the person at the keyboard an administrator. Does no harm twice. */
export const fillRegister = async ({ redis, sql }: Stores, survey: Survey, place: Place): Promise<number> => {
  const { wave, units } = survey
  await syncUnits(sql, wave.id, units.values())
  const book = openRespondents(sql, { wave: wave.id })
  const parts = Object.keys(wave.parts)
  const others = [...units.keys()].flatMap((unitId) =>
    parts
      .filter((part) => unitId !== place.unitId || part !== place.part)
      .map((part) => [unitId, part, `Svarer ${unitId}`, `${part}.${unitId}@demo.example`, '', '']),
  )
  const mine = [place.unitId, place.part, you.name, you.email, tenantId, you.objectId]
  const report = await importRespondents(book, {
    sheet: {
      header: { line: 1, cells: header },
      rows: [mine, ...others].map((cells, i) => ({ line: i + 2, cells })),
    },
    rules: { unitIds: new Set(units.keys()), parts },
    mode: 'write',
    ...by(),
  })
  if (report.type === 'refused') throw new Error(`the demo register was refused: ${report.faults[0]?.code}`)
  const progress = progressStore(redis, async () => {})
  await addAdmin(
    { wave: wave.id, book, progress },
    { tenantId, objectId: you.objectId, role: 'administrator', ...by() },
  )
  return others.length + 1
}

/** The personal code of the person at the keyboard, for the web. Null: there is none, as for somebody who has gone. */
export const codeOf = async ({ sql }: Stores, survey: Survey, secrets: CodeSecrets): Promise<string | null> => {
  const book = openRespondents(sql, { wave: survey.wave.id })
  const own = (await book.list({})).find(({ email }) => email === you.email)
  const made = await inviteRespondent(book, own?.id ?? '', {
    ...{ at: new Date(), closesAt: new Date(survey.closesAt), actor: 'demo' },
    ...{ lasting: { wave: survey.wave.id, secrets }, chance: (bytes) => randomBytes(bytes) },
  })
  return made.type === 'invited' ? made.invitation.code : null
}

const by = () => ({ at: new Date(), actor: 'demo', newId: randomUUID })

/**
 * The invitation went out before the demo began: it would be a mail to everybody at once. Does no harm twice.
 */
export const invitationIsOut = async ({ sql }: Stores, { wave }: Survey): Promise<void> => {
  const at = Date.now()
  await openCampaigns(sql, { wave: wave.id }).create(
    {
      ...{ id: randomUUID(), kind: 'invitation', template: 'invitation', createdBy: 'demo', createdAt: at, sendAt: at },
      ...{ selection: { parts: ['none'], statuses: ['not_started'] }, bodyHash: null },
      dedupeKey: invitationKey(wave.id),
    },
    [],
  )
}
