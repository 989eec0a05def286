export { type MaskClass, type MaskEnds, type MaskParameters, type MaskShape, mask } from './mask.ts';
export { type RedactParameters, redact } from './redact.ts';
export { type Suppress, suppress } from './suppress.ts';
