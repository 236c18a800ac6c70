export { createContents } from './contents.js';
export { FileHosts } from './hosts.js';
export { createFiles, type FileRoom, type FilesOptions } from './room.js';
export type { FileAnswer, FileRequest } from './serve.js';
export { signatureProblem } from './signatures/seal.js';
