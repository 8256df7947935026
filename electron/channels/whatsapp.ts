// WhatsApp, through the HTTP gateway of the person's choice.
import type { GatewaySettings } from '../../shared/model/settings.ts';
import type { ChannelKind } from './channel.ts';
import { checkGateway, needsSecret } from './gateway-request.ts';
import { sendByGateway } from './http-gateway.ts';

export const whatsapp: ChannelKind<GatewaySettings> = {
  label: 'WhatsApp',
  secretName: 'whatsapp',
  settings: (all) => (all.whatsapp === null || all.whatsapp.url === '' ? null : all.whatsapp),
  check: checkGateway,
  needsSecret,
  send: sendByGateway,
};
