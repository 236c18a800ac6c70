/** The end of every change of a lane (rule 1): its true ready_at, computed by the one SQL function. */
export const recount = 'select lane_recount($1::bigint[])';

/** Newest wins (rule 4), for lanes whose deliveries came back or became due. */
export const supersede = 'select lane_supersede($1::bigint[])';

/** Tells the workers that there is work somewhere; at most one a transaction arrives. */
export const wake = "select pg_notify('lienthong_push', '')";

/** Rule 18: owing shares this lock, switching takes it alone. */
export const SWITCH_LOCK = 7_206_115;
export const shareSwitches = `select pg_advisory_xact_lock_shared(${SWITCH_LOCK})`;
export const holdSwitches = `select pg_advisory_xact_lock(${SWITCH_LOCK})`;
