import { afterAll, beforeAll, expect, test } from 'vitest';
import { runs, searchComebacks } from './run.js';
import { openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('a worker that lost its lane changes nothing, whatever others do with it meanwhile', async () => {
  expect(await searchComebacks(world, runs(80))).toBeUndefined();
}, 3_600_000);
