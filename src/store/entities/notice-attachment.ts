import { defineEntity, p } from '@mikro-orm/core';
import { Notice } from './notice.js';

export const NoticeAttachment = defineEntity({
  name: 'NoticeAttachment',
  tableName: 'notice_attachment',
  properties: {
    noticeId: p
      .manyToOne(Notice)
      .mapToPk()
      .fieldName('notice_id')
      .foreignKeyName('notice_attachment_notice_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    name: p.text(),
    file: p.text(),
  },
});
