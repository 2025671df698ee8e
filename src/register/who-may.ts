/** Who may answer what, from a link. The only place that decides it. */

/** The right of one person to one session; `Membership` of `app/ports.ts` has these fields and more. */
type Right = { wave: string; unitId: string; part: string; sessionId: string }

/** The membership that lets the person answer this session; null when there is none. */
export function membershipFor<M extends Right>(memberships: readonly M[], sessionId: string): M | null {
  return memberships.find((membership) => membership.sessionId === sessionId) ?? null
}

export type AdminTask = 'see_status' | 'remind' | 'export_data'

/** What a role may do: administrators never see answers, analysts never see persons. `role` null: a respondent only. */
export function mayAdminister(role: 'administrator' | 'analyst' | null, task: AdminTask): boolean {
  switch (role) {
    case 'administrator':
      return task === 'see_status' || task === 'remind'
    case 'analyst':
      return task === 'see_status' || task === 'export_data'
    case null:
      return false
  }
}
