export { FileHosts } from './hosts.js';
export { createFiles, type FileRoom, type FilesOptions, MAX_FILE_BYTES } from './room.js';
export type { FileAnswer, FileRequest } from './serve.js';
