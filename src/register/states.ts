/** States of a respondent and the moves between them (contracts.md "States"). */

export const respondentStatuses = ['imported', 'invited', 'linked', 'declined'] as const
export type RespondentStatus = (typeof respondentStatuses)[number]

/** What is true of a respondent beside the state. */
export const respondentFlags = ['unreachable', 'opted_out', 'snoozed'] as const
export type RespondentFlag = (typeof respondentFlags)[number]

type Standing = {
  status: RespondentStatus
  unreachable: string | null
  optedOut: boolean
  snoozedUntil: Date | null
}

/** Whether a respondent has this state, or this flag. */
export const standsAs = (one: Standing, wanted: string): boolean => {
  switch (wanted) {
    case 'unreachable':
      return one.unreachable !== null
    case 'opted_out':
      return one.optedOut
    case 'snoozed':
      return one.snoozedUntil !== null
    default:
      return one.status === wanted
  }
}

/** What happens to a respondent. `unlink`: the person removed the tie, or it was removed for them. */
type RespondentEvent = 'invite' | 'link' | 'unlink' | 'decline'

/** Allowed moves; what is absent is refused. Someone linked is not invited anew: a code must not take over a place. */
const moves: Record<RespondentStatus, Partial<Record<RespondentEvent, RespondentStatus>>> = {
  imported: { invite: 'invited', link: 'linked', decline: 'declined' },
  invited: { invite: 'invited', link: 'linked', decline: 'declined' },
  linked: { unlink: 'imported', decline: 'declined' },
  declined: { invite: 'invited', link: 'linked' },
}

/** The state after the event; null when the move is not allowed. */
export function nextStatus(status: RespondentStatus, event: RespondentEvent): RespondentStatus | null {
  return moves[status][event] ?? null
}

/** The states an event may begin in, for the condition of an SQL update. */
export function statusesBefore(event: RespondentEvent): RespondentStatus[] {
  return respondentStatuses.filter((status) => moves[status][event] !== undefined)
}

export const sessionStates = ['not_started', 'started', 'submitted', 'reopened', 'closed_partial'] as const
export type SessionState = (typeof sessionStates)[number]

// What a role may do: the only place that decides it.

export type AdminTask = 'see_status' | 'remind' | 'enter_answers' | 'export_data' | 'see_persons' | 'manage_access'

/** What a role may do: administrators never see answers but those they enter themselves, analysts never see persons. `role` null: a respondent only. */
export function mayAdminister(role: 'administrator' | 'analyst' | null, task: AdminTask): boolean {
  switch (role) {
    case 'administrator':
      return task !== 'export_data'
    case 'analyst':
      return task === 'see_status' || task === 'export_data'
    case null:
      return false
  }
}
