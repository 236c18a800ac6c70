export { buildGateway, type Gateway, type GatewayOptions } from './gateway.js';
