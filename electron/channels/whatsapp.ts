// WhatsApp, through the HTTP gateway of the person's choice.
import type { GatewaySettings } from '../../shared/model/settings.ts';
import { gatewayProblems } from '../../shared/settings-check.ts';
import type { ChannelKind } from './channel.ts';
import { needsSecret } from './gateway-request.ts';
import { sendByGateway } from './http-gateway.ts';

export const whatsapp: ChannelKind<GatewaySettings> = {
  label: 'WhatsApp',
  secretName: 'whatsapp',
  settings: (all) => (all.whatsapp === null || all.whatsapp.url === '' ? null : all.whatsapp),
  check: (gateway) => gatewayProblems(gateway)[0],
  needsSecret,
  send: sendByGateway,
};
