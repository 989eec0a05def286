import { expect, test } from 'vitest';
import { geoCell } from '../../src/generalisation/geo-cell.ts';
import { truncateGeo } from '../../src/generalisation/truncate-geo.ts';
import { refuses } from './refused.ts';

const eiffel = { latitude: 48.8584, longitude: 2.2945 };

test.each([
  [10, '48.85839..48.85848,2.294407..2.294544'],
  [1000, '48.852..48.861,2.28627..2.29996'],
  [10_000, '48.78..48.87,2.2594..2.3963'],
  [100_000, '48.6..49.5,2.084..3.474'],
  [1_000_000, '45..54,-7.83..7.82'],
  [10_000_000, '0..90,-180..180'],
])('in cells of %s m the Eiffel Tower stands in %s', (metres, label) => {
  expect(truncateGeo({ metres })(eiffel)).toBe(label);
});
test('the meridian of 180 degrees is one, and a pole is one place', () => {
  const cell = truncateGeo({ metres: 1000 });
  expect(cell({ latitude: 10, longitude: 180 })).toBe(cell({ latitude: 10, longitude: -180 }));
  expect(cell({ latitude: 10, longitude: 180 })).toContain(',-180..');
  expect([-180, 0, 77, 180].map((longitude) => cell({ latitude: 90, longitude }))).toEqual(
    Array(4).fill('89.991..90,-180..180'),
  );
  expect(cell({ latitude: -90, longitude: 7 })).toBe('-90..-89.991,-180..180');
});
test('an edge at zero is zero, and no edge is written with an exponent', () => {
  expect(truncateGeo({ metres: 1e7 })({ latitude: 0, longitude: 0 })).toBe('0..90,-180..180');
  const cells = Array.from({ length: 500 }, (_, i) =>
    truncateGeo({ metres: 10 + i / 100 })({ latitude: i / 1e5, longitude: i / 1e7 }),
  );
  expect(cells.filter((label) => label.includes('e'))).toEqual([]);
});
test('zero has no sign', () => {
  const cell = truncateGeo({ metres: 1000 });
  expect(cell({ latitude: -0, longitude: -0 })).toBe(cell({ latitude: 0, longitude: 0 }));
  expect(cell({ latitude: 0, longitude: 0 })).toBe('0..0.009,-0.00451..0.0045');
  expect(cell({ latitude: -5e-324, longitude: 0 })).toBe('-0.009..0,-0.00451..0.0045');
});
test('the southern half mirrors the northern', () => {
  expect(truncateGeo({ metres: 1000 })({ latitude: -48.8584, longitude: 2.2945 })).toBe(
    '-48.861..-48.852,2.28627..2.29996',
  );
});
test('what else the value holds is not looked at', () => {
  expect(truncateGeo({ metres: 10_000 })({ ...eiffel, accuracy: 3 } as never)).toBe('48.78..48.87,2.2594..2.3963');
});
test.each([
  ...[null, undefined, 7, 'x', {}, [48.8, 2.3], { latitude: 48.8 }, { longitude: 2.3 }, { lat: 48.8, lng: 2.3 }],
  ...[Number.NaN, Infinity, 90.000_000_1, -90.000_000_1, '48.8', null, 48n].map((latitude) => ({
    latitude,
    longitude: 0,
  })),
  ...[Number.NaN, -Infinity, 180.000_000_1, -180.000_000_1, 360, '2.3', null].map((longitude) => ({
    latitude: 0,
    longitude,
  })),
])('case %# is not a place', (value) => {
  refuses(() => truncateGeo({ metres: 1000 })(value as never), 'ERR_INPUT', 'truncateGeo');
});
test('the facts say what changes the output', () => {
  expect(truncateGeo({ metres: 1000 }).facts).toStrictEqual({
    name: 'truncateGeo',
    technique: 'generalisation',
    reversible: 'never',
    linkable: false,
    deterministic: true,
    parameters: { metres: 1000 },
  });
  expect([10, 999.99, 1000, 1e7].map((metres) => truncateGeo({ metres }).facts.linkable)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('a label tells its edges and its size at its latitude', () => {
  expect(geoCell('48.852..48.861,2.28627..2.29996')).toStrictEqual({
    south: 48.852,
    north: 48.861,
    west: 2.28627,
    east: 2.29996,
    height: 1001,
    width: 1002,
  });
  expect(geoCell('-90..-60,-180..180')).toMatchObject({ height: 3_335_850, width: 10_360_578 });
});
test.each([
  ...['', '*', '0..1', '0..1,0..1,0..1', '0..1,0..1 ', '0..1, 0..1', '0-1,0-1', '[0, 1),[0, 1)', '1e0..2,0..1'],
  ...['0..0,0..1', '1..0,0..1', '0..1,1..1', '0..1,1..0', '-91..0,0..1', '0..91,0..1', '0..1,-181..0', '0..1,0..181'],
  ...['.5..1,0..1', '0..1.,0..1', '--1..1,0..1', '+0..1,0..1', null, undefined, 7, {}],
])('case %# is not a label', (label) => {
  refuses(() => geoCell(label as never), 'ERR_INPUT', 'geoCell');
});
