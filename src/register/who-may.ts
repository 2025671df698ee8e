/** What a role may do. The only place that decides it. */

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
