import { text } from '../parameters/kinds.js';
import type { Parameter } from '../parameters/parameter.js';

const PATH = {
  name: 'path',
  expected: (written: string) =>
    /^\/(?!\/)[^\s\\]*$/.test(written)
      ? undefined
      : 'a path such as /packages, behind the address of the gateway',
};
const PATH_WITH_ID = {
  name: 'path with {id}',
  expected: (written: string) =>
    written.split('{id}').length === 2
      ? PATH.expected(written)
      : 'a path with {id} in it once, such as /packages/{id}',
};

/** Where the gateway tells which packages wait. */
export const LIST_PATH: Parameter = {
  name: 'LIST_PATH',
  kind: PATH,
  means: { vi: 'Nơi hỏi mã các gói tin đang chờ', en: 'Where the ids of waiting packages are asked for' },
  example: '/edoc/received?status=waiting',
  absent: '/packages',
};

export const LIST_FIELD: Parameter = {
  name: 'LIST_FIELD',
  kind: text,
  means: {
    vi: 'Trường của câu trả lời chứa danh sách, khi câu trả lời không phải danh sách',
    en: 'Field of the answer that holds the list, when the answer is no list itself',
  },
  example: 'items',
  absent: 'data',
};

export const ID_FIELD: Parameter = {
  name: 'ID_FIELD',
  kind: text,
  means: {
    vi: 'Trường chứa mã của mỗi gói tin, khi danh sách không chỉ gồm mã',
    en: 'Field of each entry that holds its id, when the list is not of ids alone',
  },
  example: 'docId',
  absent: 'id',
};

export const PACKAGE_PATH: Parameter = {
  name: 'PACKAGE_PATH',
  kind: PATH_WITH_ID,
  means: { vi: 'Nơi tải một gói tin', en: 'Where one package is fetched' },
  example: '/edoc/{id}/content',
  absent: '/packages/{id}',
};

export const ACKNOWLEDGE_PATH: Parameter = {
  name: 'ACKNOWLEDGE_PATH',
  kind: PATH_WITH_ID,
  means: {
    vi: 'Nơi báo đã nhận một gói tin, sau đó gói tin không còn chờ',
    en: 'Where a package is acknowledged, after which it waits no more',
  },
  example: '/edoc/{id}/done',
  absent: '/packages/{id}/acknowledge',
};

export const STATUS_PATH: Parameter = {
  name: 'STATUS_PATH',
  kind: PATH,
  means: { vi: 'Nơi gửi thông báo trạng thái', en: 'Where status messages are sent' },
  example: '/edoc/status',
  absent: '/status',
};
