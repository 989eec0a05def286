/** Whether a transform says that its column does not leave, as `suppress()` does. */
export function dropsColumn(step: object): boolean {
  return (step as { readonly '~mark'?: string })['~mark'] === 'dropped';
}
