import type { Register } from '../ports.ts'
import type { ReminderDeps } from '../reminders/reminder-deps.ts'

/** What the administrator's chat is given. */
export type AdminDeps = Omit<ReminderDeps, 'register'> & { register: Register }
