/** What people say to the bot beside answers and commands: every topic once, with all that is known of it wherever it is heard. */

/** What somebody does by it: asks of the survey, tells of their own situation, or asks for nothing but a word back. */
type Act = 'question' | 'situation' | 'social'

/** Texts of `link.heard`, to those who have no questionnaire open. */
export type Outside =
  | 'who_are_you'
  | 'swindle'
  | 'what_is_this'
  | 'who_sees'
  | 'kept'
  | 'why'
  | 'how_long'
  | 'deadline'
  | 'must'
  | 'contact'
  | 'language'
  | 'no_code'
  | 'lost_code'
  | 'where_code'
  | 'bad_code'
  | 'how'
  | 'when_linked'
  | 'not_mine'
  | 'later'
  | 'thanks'
  | 'aside'
  | 'trouble'

/**
 * `open`: only of use while answers can be given; `sent`: such a one that who has sent in can still want. `ends`: its reply is
 * itself the way on, so that the question is not named again. `plain`: told plainly enough to be none of the choices, whatever word
 * of a choice is in it. `byWords`: only frames that are sure tell it, and the model has no lines of it. `text`: the key of its text, if not its own name; `outside`: what
 * is said of it to who has no questionnaire open, absent where the greeting is the reply; `does`: it is answered by more than a text.
 */
export type TopicSpec = {
  act: Act
  open?: true
  sent?: true
  ends?: true
  plain?: true
  byWords?: true
  text?: string
  outside?: Outside
  does?: 'explain' | 'how' | 'resume' | 'change' | 'begin' | 'send'
}

// biome-ignore format: a table
const table = {
  explain: { act: 'question', outside: 'how', open: true, does: 'explain', text: 'now_review' },
  repeat: { act: 'question', outside: 'how', open: true, does: 'resume', text: 'now_review' },
  who_sees: { act: 'question', outside: 'who_sees' },
  kept: { act: 'question', outside: 'kept' },
  may_delete: { act: 'question', outside: 'kept' },
  why: { act: 'question', outside: 'why' },
  knows_already: { act: 'question', outside: 'why', open: true, byWords: true },
  how_long: { act: 'question', outside: 'how_long', open: true },
  deadline: { act: 'question', outside: 'deadline' },
  must: { act: 'question', outside: 'must', open: true },
  must_here: { act: 'question', outside: 'must', open: true, ends: true },
  swindle: { act: 'question', outside: 'swindle' },
  who_are_you: { act: 'question', outside: 'who_are_you' },
  what_is_this: { act: 'question', outside: 'what_is_this' },
  before: { act: 'question', outside: 'when_linked', open: true, ends: true },
  two_forms: { act: 'question', outside: 'when_linked' },
  who_else: { act: 'question', outside: 'when_linked' },
  colleague: { act: 'question', outside: 'when_linked', open: true },
  may_skip: { act: 'question', outside: 'when_linked', open: true, ends: true },
  may_change: { act: 'question', outside: 'when_linked', open: true, sent: true },
  may_pause: { act: 'question', outside: 'when_linked', open: true },
  unfinished: { act: 'question', outside: 'when_linked', open: true, ends: true },
  copy: { act: 'question', outside: 'when_linked' },
  paper: { act: 'question', outside: 'contact' },
  report: { act: 'question', outside: 'contact' },
  others: { act: 'question', outside: 'when_linked' },
  opinion: { act: 'question', outside: 'who_are_you' },
  for_us: { act: 'question', outside: 'when_linked' },
  no_code: { act: 'question', outside: 'no_code' },
  lost_code: { act: 'question', outside: 'lost_code', text: 'no_code' },
  where_code: { act: 'question', outside: 'where_code', text: 'no_code' },
  bad_code: { act: 'question', outside: 'bad_code', text: 'no_code' },
  contact: { act: 'question', outside: 'contact' },
  language: { act: 'question', outside: 'language' },
  how_here: { act: 'question', outside: 'how', open: true, does: 'how', text: 'now_review' },
  may_guess: { act: 'question', outside: 'when_linked', open: true },
  topics: { act: 'question', outside: 'what_is_this' },
  reminders: { act: 'question', outside: 'contact' },
  sent_or_not: { act: 'question', outside: 'when_linked', plain: true },
  what_now: { act: 'question', outside: 'how', open: true, sent: true, ends: true, does: 'explain', text: 'now_review' },
  left_open: { act: 'question', outside: 'when_linked', open: true },
  my_answers: { act: 'question', outside: 'when_linked' },
  not_binding: { act: 'question', outside: 'must' },
  length_here: { act: 'question', outside: 'when_linked', open: true },
  act_for: { act: 'question', outside: 'not_mine' },
  other_part: { act: 'question', outside: 'when_linked' },
  on_behalf: { act: 'question', outside: 'when_linked' },
  archive: { act: 'question', outside: 'when_linked' },
  chat_log: { act: 'question', outside: 'kept' },
  free_text_read: { act: 'question', outside: 'who_sees' },
  may_name: { act: 'question', outside: 'who_sees' },
  attachments: { act: 'question', outside: 'contact' },
  tables: { act: 'question', outside: 'when_linked', open: true },
  gaps: { act: 'question', outside: 'when_linked' },
  spelling: { act: 'question', outside: 'when_linked' },
  review_signs: { act: 'question', outside: 'when_linked' },
  prepare: { act: 'question', outside: 'when_linked', open: true },
  merger: { act: 'question', outside: 'contact' },
  next_time: { act: 'question', outside: 'contact' },
  why_me: { act: 'question', outside: 'swindle' },
  other_matter: { act: 'question', outside: 'contact' },
  not_found: { act: 'question', outside: 'when_linked', open: true },
  routing: { act: 'question', outside: 'when_linked', open: true },
  all_rows: { act: 'question', outside: 'when_linked', open: true },
  set_aside: { act: 'question', outside: 'when_linked' },
  no_right_answer: { act: 'question', outside: 'when_linked', open: true, byWords: true },
  give_counts: { act: 'question', outside: 'when_linked', open: true, byWords: true },
  dialect: { act: 'question', outside: 'language', byWords: true },
  order: { act: 'question', outside: 'when_linked', open: true, byWords: true },
  passed_on: { act: 'question', outside: 'when_linked', byWords: true },
  may_comment: { act: 'question', outside: 'when_linked', open: true, byWords: true },
  trouble: { act: 'situation', outside: 'trouble', ends: true },
  pass_by: { act: 'situation', outside: 'when_linked', open: true, ends: true },
  check_first: { act: 'situation', outside: 'later', open: true, ends: true, plain: true },
  no_time: { act: 'situation', outside: 'later', open: true, ends: true, plain: true },
  someone_else: { act: 'situation', outside: 'not_mine', open: true, ends: true, plain: true },
  wrong_person: { act: 'situation', outside: 'not_mine', open: true, ends: true, plain: true },
  not_fit: { act: 'situation', outside: 'not_mine', open: true, ends: true },
  will_not: { act: 'situation', outside: 'not_mine', open: true, ends: true },
  ill: { act: 'situation', outside: 'later', open: true, ends: true, plain: true },
  new_here: { act: 'situation', outside: 'later', open: true, ends: true },
  forgot: { act: 'situation', outside: 'when_linked', open: true, sent: true, does: 'change', text: 'may_change' },
  go_back: { act: 'situation', outside: 'when_linked', open: true, ends: true },
  change_one: { act: 'situation', outside: 'when_linked', open: true, sent: true, does: 'change', text: 'may_change' },
  tired: { act: 'situation', outside: 'later', open: true, ends: true },
  uneasy: { act: 'situation', outside: 'who_sees', open: true },
  begin: { act: 'situation', outside: 'how', open: true, ends: true, does: 'begin', text: 'now_review' },
  elsewhere: { act: 'situation', outside: 'when_linked', open: true, byWords: true },
  takes_over: { act: 'situation', outside: 'when_linked', open: true, byWords: true },
  missing_choice: { act: 'situation', outside: 'contact', open: true, byWords: true },
  start_over: { act: 'situation', outside: 'when_linked', open: true, ends: true, byWords: true },
  send_in: { act: 'situation', outside: 'how', open: true, ends: true, does: 'send', text: 'now_review' },
  hello: { act: 'social' },
  bye: { act: 'social', outside: 'aside' },
  thanks: { act: 'social', outside: 'thanks' },
  okay: { act: 'social', outside: 'aside' },
  praise: { act: 'social', outside: 'thanks' },
  oops: { act: 'social', outside: 'aside' },
  swearing: { act: 'social', outside: 'trouble' },
  complaint: { act: 'social', outside: 'trouble' },
  returned: { act: 'social', outside: 'how', open: true, does: 'resume', text: 'hello' },
  sorry: { act: 'social', outside: 'aside' },
  laugh: { act: 'social', outside: 'aside' },
  small_talk: { act: 'social', outside: 'aside' },
  still_here: { act: 'social', outside: 'trouble' },
  pity: { act: 'social', outside: 'aside' },
  too_many: { act: 'social', outside: 'aside' },
  not_for_us: { act: 'social', outside: 'aside' },
} satisfies Record<string, TopicSpec>

export type Topic = keyof typeof table

/** What is known of each topic. */
export const topics: Readonly<Record<Topic, TopicSpec>> = table
