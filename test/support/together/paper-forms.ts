/** An administrator who enters forms that came back on paper. */

import type { Link } from '../../../src/app/ports/people.ts'
import type { Office } from '../reminders/desk.ts'
import { openTownHall } from './town-hall.ts'

/** A wave of its own with its administrator; every id that the service makes there is another. */
export const openForPaperForms = async (office: Office) => {
  const hall = await openTownHall(office)
  let ids = 0
  hall.deps.newId = () => `${hall.survey.wave.id.slice(5, 13)}-0000-4000-8000-${String(++ids).padStart(12, '0')}`
  const admin = await hall.person('Anne Admin')
  const link: Link = { personId: admin.who.personId, memberships: [], role: 'administrator' }
  await hall.book.addAdmin({ ...admin.who, role: 'administrator' }, { at: new Date(hall.clock.at), actor: 'test' })
  return { hall, admin, link }
}
