/** What nobody should read out of the figures. */
export const CLOSING: readonly string[] = [
  'The result is still personal data: people who are alone in it can be found by whoever knows their values.',
  'Every column more that somebody knows makes more people unique; the figures hold for the columns they name.',
  'To bring every group to five or more, groups must be coarser or rows left out; nothing here does that by itself.',
  'Noise and exchange at random protect once: a second release of the same people would average them away.',
];
