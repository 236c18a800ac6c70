import { afterAll, beforeAll, expect, test } from 'vitest';
import { runs, search, searchDeadlock, searchMeetings } from './run.js';
import { openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  console.log([...world.seen].map(([what, n]) => `${what} ${n}`).join(', '));
  await world.close();
});

test('interleaved statement by statement: nothing lost, nothing doubled, order kept, newest wins, nobody starves', async () => {
  expect(await search(world, runs(60))).toBeUndefined();
}, 3_600_000);

test('everybody who locks anything, over several lanes at once: nobody waits in a circle', async () => {
  expect(await searchDeadlock(world, runs(25))).toBeUndefined();
}, 3_600_000);

test('two that lock several lanes and meet at one that is shut: the one waits for the other', async () => {
  expect(await searchMeetings(world, runs(60))).toBeUndefined();
}, 3_600_000);
