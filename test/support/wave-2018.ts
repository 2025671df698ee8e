/** The id of the wave of 2018, which stands in `dialogs/`. */
export const wave2018 = 'kommuneundersokelsen-2018'
