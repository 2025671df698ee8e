/** What our cards send back when a button is pressed. */

/** What a card sends back. A reference, never authority: everything is checked again. */
export type CardData = {
  s: string
  q?: string
  r?: number
  do: CardVerb
  /**
   * Input values as the client sends them, all strings; keyed as `cards/` names the inputs. Buttons of the review
   * carry `section` and `page` there, language buttons `language`.
   */
  values: Record<string, string>
}
export type CardVerb =
  /** Answers question `q`: values in `values` (`answer`, `other`, `row.<id>`, `rank.<n>`). */
  | 'answer'
  | 'dont_know'
  | 'not_applicable'
  | 'skip'
  /** Information read. */
  | 'read'
  | 'back'
  /** Opens question `q` for change. */
  | 'change'
  | 'start'
  | 'continue'
  | 'pause'
  | 'review'
  | 'submit'
  | 'submit_yes'
  | 'submit_no'
  | 'confirm_yes'
  | 'confirm_no'
  | 'reopen'
  | 'all_questions'
  | 'language'
  /** Passes the part, or the section in `values`, on to a colleague. */
  | 'pass_on'
  /** Takes back what was passed on; `app/delegation` answers it before a step. */
  | 'take_back'
  /** A page of «slik svarte andre»; `app/others` answers it before a step. */
  | 'others'
  | AdminVerb

/** Buttons of administrators' cards. `app/admin-chat` answers them before a step; a step changes nothing for them. */
export type AdminVerb =
  | 'admin_status'
  | 'admin_missing'
  | 'admin_remind'
  | 'admin_send'
  | 'admin_drop'
  | 'admin_progress'
  | 'admin_cancel'
