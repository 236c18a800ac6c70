export { multipart, type UploadPart } from './multipart.js';
export type { HttpAnswer, HttpRequest, HttpResult } from './result.js';
export { retryAfterMs } from './retry-after.js';
export { HttpTransport, type HttpTransportOptions } from './transport.js';
