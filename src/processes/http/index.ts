export { buildGateway, type Gateway, type GatewayOptions } from './gateway.js';
export { SafelistProblem } from './safelist.js';
export { createHttpServer } from './server.js';
