import { NOTICE_CATEGORIES } from '../../../domain/records.js';
import { exchangeSource } from '../reading/exchange-source.js';
import { NOTICE_FORM } from './contract.js';
import { noticeOfItem } from './item.js';
import { decodeNotice } from './mapping.js';

/** Notices of the district's portal. */
export const notices = exchangeSource({
  name: 'notices',
  kind: 'notice',
  label: 'Tin, thông báo',
  order: 50,
  form: NOTICE_FORM,
  key: 'MaTin',
  decode: decodeNotice,
  item: { row: noticeOfItem, categories: NOTICE_CATEGORIES },
});
