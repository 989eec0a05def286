export { type Interval, parseInterval } from '../core/interval.ts';
export { type AgeAtParameters, ageAt } from './age-at.ts';
export { type BinParameters, bin } from './bin.ts';
export { type BinsParameters, bins } from './bins.ts';
export { type DateHierarchyParameters, dateHierarchy } from './date-hierarchy.ts';
export { type GeoCell, geoCell } from './geo-cell.ts';
export {
  type HierarchyByPriority,
  type HierarchyFromOrder,
  type HierarchyFromRows,
  type HierarchyFromTree,
  type HierarchyOptions,
  type HierarchyParameters,
  hierarchy,
} from './hierarchy.ts';
export type { Leaf } from './hierarchy-check.ts';
export type { HierarchyTree } from './hierarchy-rows.ts';
export { type IntervalHierarchyParameters, intervalHierarchy } from './interval-hierarchy.ts';
export type { Hierarchy, LeafHierarchy, OnUnknown } from './leaf-hierarchy.ts';
export { type PostcodeRegionParameters, postcodeRegion } from './postcode-region.ts';
export { type PrefixParameters, prefix } from './prefix.ts';
export { type PrefixHierarchyParameters, prefixHierarchy } from './prefix-hierarchy.ts';
export { type RoundToParameters, roundTo } from './round-to.ts';
export { type TopBottomCodeParameters, topBottomCode } from './top-bottom-code.ts';
export { type DateUnit, type TruncateDateParameters, truncateDate } from './truncate-date.ts';
export { type GeoPoint, type TruncateGeoParameters, truncateGeo } from './truncate-geo.ts';
export { type TruncateIpParameters, truncateIp } from './truncate-ip.ts';
