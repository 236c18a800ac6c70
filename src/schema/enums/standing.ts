import { defineNames } from './define.js';

export const PortalStandingEnum = defineNames(
  'PortalStanding',
  'Whether a portal is known to hold something, and how new (tình trạng trên cổng).',
  {
    ABSENT: 'Chưa có trên cổng',
    BEHIND: 'Có trên cổng, chưa phải phiên bản mới nhất',
    CURRENT: 'Có trên cổng, đúng phiên bản mới nhất',
  },
);
export type PortalStanding = keyof typeof PortalStandingEnum;
