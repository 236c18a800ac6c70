export { multipart, type UploadPart } from './multipart.js';
export {
  ANSWER_TOO_LARGE,
  type AnswerSink,
  type HttpAnswer,
  type HttpRequest,
  type HttpResult,
} from './result.js';
export { retryAfterMs } from './retry-after.js';
export { HttpTransport, type HttpTransportOptions } from './transport.js';
