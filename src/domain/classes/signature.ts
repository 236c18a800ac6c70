import type { RoomClasses } from './room.js';

/** Signatures of kept files, as they were verified. */
export const signatureClasses: RoomClasses = {
  lists: ['Signature'],
  classes: {
    Query: { signatures: 'I' },
    Signature: {
      id: 'I',
      position: 'I',
      file: 'I',
      signedFile: 'I',
      format: 'I',
      level: 'I',
      isTimestamp: 'I',
      signerDn: 'I',
      issuerDn: 'I',
      serial: 'I',
      signedAt: 'I',
      timestampAt: 'I',
      digest: 'I',
      result: 'I',
      reason: 'I',
      checkedAt: 'I',
      checks: 'I',
      certificate: 'I',
    },
    SignatureCheck: { name: 'I', state: 'I', reason: 'I', message: 'I' },
  },
};
