export { buildGateway, type Gateway, type GatewayOptions } from './gateway.js';
export { createHttpServer } from './server.js';
