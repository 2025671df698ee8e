/** What a role may do. The only place that decides it. */

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
