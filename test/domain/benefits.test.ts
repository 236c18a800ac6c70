import { expect, test } from 'vitest';
import { CLOSED_GROUPS, groupNamed, HEALTH_GROUPS, isGrantedOn } from '../../src/domain/benefits/groups.js';
import { ENTITLEMENT_STATES, mayFollow } from '../../src/domain/benefits/states.js';

/* From the domain's notes: APPLIED → VERIFIED → DECIDED → PAID ⇄ SUSPENDED → MOVED, STOPPED, DECEASED → funeral support; or REFUSED. */
test.each([
  ['APPLIED', 'VERIFIED REFUSED DECIDED PAID SUSPENDED MOVED STOPPED DECEASED FUNERAL'],
  ['VERIFIED', 'REFUSED DECIDED PAID SUSPENDED MOVED STOPPED DECEASED FUNERAL'],
  ['REFUSED', ''],
  ['DECIDED', 'PAID SUSPENDED MOVED STOPPED DECEASED FUNERAL'],
  ['PAID', 'SUSPENDED MOVED STOPPED DECEASED FUNERAL'],
  ['SUSPENDED', 'PAID MOVED STOPPED DECEASED FUNERAL'],
  ['MOVED', 'DECEASED FUNERAL'],
  ['STOPPED', 'DECEASED FUNERAL'],
  ['DECEASED', 'FUNERAL'],
  ['FUNERAL', ''],
] as const)('%s may become: %s', (before, after) => {
  const others = ENTITLEMENT_STATES.filter((state) => state !== before && mayFollow(before, state));
  expect(others).toEqual(after === '' ? [] : ENTITLEMENT_STATES.filter((s) => after.split(' ').includes(s)));
  expect(mayFollow(before, before)).toBe(true);
});

test.each([
  ['Người khuyết tật nặng', 'DISABLED'],
  ['nguoi khuyet tat', 'DISABLED'],
  ['HIV_CHILD', 'HIV_CHILD'],
  ['Trẻ em dưới 3 tuổi thuộc hộ nghèo', 'POOR_CHILD_UNDER_3'],
  ['Người hoạt động kháng chiến', 'RESISTANCE'],
  ['Người hoạt động kháng chiến bị nhiễm chất độc hóa học 61%', 'TOXIC_CHEMICALS'],
  ['Thương binh 4/4', 'WAR_INVALID'],
  ['Người cao tuổi khuyết tật nặng', 'DISABLED'],
  ['Người cao tuổi không khuyết tật', 'ELDERLY'],
  ['Trẻ em khuyết tật đặc biệt nặng', 'DISABLED'],
  ['Người nuôi dưỡng người khuyết tật', 'CARER_DISABLED'],
  ['Hộ gia đình đang trực tiếp chăm sóc NKT đặc biệt nặng', 'CARER_DISABLED'],
  ['Gia đình có người khuyết tật đặc biệt nặng', 'CARER_DISABLED'],
  ['Người nhận chăm sóc, nuôi dưỡng người khuyết tật', 'FOSTER_DISABLED'],
  ['Hộ gia đình, cá nhân nhận chăm sóc, nuôi dưỡng trẻ em dưới 4 tuổi', 'FOSTER_CHILD'],
  ['Hộ gia đình nhận nuôi trẻ em mồ côi', 'FOSTER_CHILD'],
  ['Kinh phí chăm sóc trẻ em nhận nuôi', 'FOSTER_CHILD'],
  ['Người nhận nuôi dưỡng người cao tuổi', 'FOSTER_ELDERLY'],
  ['FOSTER_CHILD', 'FOSTER_CHILD'],
  ['Hộ gia đình chăm sóc trẻ em', undefined],
  ['Hộ gia đình, cá nhân nuôi dưỡng người cao tuổi', undefined],
  ['Hộ gia đình chăm sóc trẻ em nhận trợ cấp', undefined],
  ['Cá nhân trực tiếp chăm sóc người khuyết tật đặc biệt nặng', 'CARER_DISABLED'],
  ['Chăm sóc trẻ em nhiễm HIV', 'HIV_CHILD'],
  ['Hộ nhận nuôi dưỡng trẻ em nhiễm HIV', 'HIV_CHILD'],
  ['Hộ gia đình có người khuyết tật, nhiễm HIV', 'HIV_ADULT'],
  ['Trẻ em không có nguồn nuôi dưỡng', 'CHILD_WITHOUT_SUPPORT'],
  ['Người khuyết tật đang nuôi con dưới 36 tháng', 'DISABLED'],
  ['Người cao tuổi không có người chăm sóc', 'ELDERLY'],
  ['Người đơn thân nghèo đang nuôi con', 'POOR_SINGLE_PARENT'],
  ['Trẻ em bị nhiễm HIV', 'HIV_CHILD'],
  ['Người cao tuổi nhiễm HIV', 'HIV_ADULT'],
  ['Con liệt sỹ bị khuyết tật', 'MARTYR'],
  ['Bố, mẹ liệt sĩ', 'MARTYR'],
  ['Mẹ VNAH', 'HEROIC_MOTHER'],
  ['Người HĐKC bị nhiễm CĐHH', 'TOXIC_CHEMICALS'],
  ['Tuất thương binh', 'WAR_INVALID'],
  ['Thương binh, 61%', 'WAR_INVALID'],
  ['Người cao tuổi: từ 80', 'ELDERLY'],
  ['Thương binhs', undefined],
  ['', undefined],
])('%s is the group %s', (text, group) => {
  expect(groupNamed(text)).toBe(group);
});

test('what is closed tells of health too; the social pension has its first day', () => {
  expect(CLOSED_GROUPS).toEqual(['HIV_CHILD', 'HIV_ADULT']);
  expect(HEALTH_GROUPS).toEqual(expect.arrayContaining([...CLOSED_GROUPS, 'DISABLED', 'WAR_INVALID']));
  expect([isGrantedOn('PENSION_75', '2025-06-30'), isGrantedOn('PENSION_75', '2025-07-01')]).toEqual([
    false,
    true,
  ]);
});
