/** A failure that the user can do something about: its text is all that the demo prints of it. */
export class Told extends Error {
  override readonly name = 'Told';
}

const ADVICE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be opened (permissions)',
  EPERM: 'it may not be opened (permissions)',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk cannot be written',
};

/** The same failure of the file system in words, with the name of the file; any other failure as it is. */
export function inWords(failure: unknown, file: string): unknown {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  return ADVICE[code] === undefined ? failure : new Told(`${file}: ${ADVICE[code]}`);
}
