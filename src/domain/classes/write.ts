import type { RoomClasses } from './room.js';

/** Mutations, what they answer, and what they started. */
export const writeClasses: RoomClasses = {
  lists: ['ReplayRun'],
  classes: {
    Query: { replays: 'I' },
    Mutation: {
      recordDossiers: 'I',
      publishNotice: 'I',
      withdrawNotice: 'I',
      runSync: 'I',
      retryDelivery: 'I',
      releaseHold: 'I',
      replayDeliveries: 'I',
      resolveQuarantined: 'I',
      pauseQueue: 'I',
      resumeQueue: 'I',
    },
    RunSyncPayload: { requested: 'I', requestedAt: 'I', errors: 'I' },
    RetryDeliveryPayload: { delivery: 'I', errors: 'I' },
    ReleaseHoldPayload: { delivery: 'I', errors: 'I' },
    QueuePausePayload: { paused: 'I', pausedAt: 'I', errors: 'I' },
    RecordOutcome: { clientKey: 'I', fate: 'I', code: 'I', repeated: 'I', problems: 'I' },
    RecordDossiersPayload: { results: 'I', errors: 'I' },
    WriteNoticePayload: { notice: 'P', fate: 'I', errors: 'I' },
    ResolveQuarantinedPayload: { record: 'I', fate: 'I', problems: 'I', errors: 'I' },
    ReplayRun: {
      id: 'I',
      requestedAt: 'I',
      requestedBy: 'I',
      total: 'I',
      again: 'I',
      newer: 'I',
      withoutAccount: 'I',
      changed: 'I',
      startedAt: 'I',
      finishedAt: 'I',
    },
    ReplayGroup: { portal: 'I', state: 'I', count: 'I' },
    ReplayDeliveriesPayload: { count: 'I', newer: 'I', groups: 'I', token: 'I', run: 'I', errors: 'I' },
    Problem: { code: 'I', message: 'I', messageEn: 'I', path: 'I' },
  },
};
