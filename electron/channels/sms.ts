// SMS, through the HTTP gateway of the person's choice.
import type { GatewaySettings } from '../../shared/model/settings.ts';
import { gatewayProblems } from '../../shared/settings-check.ts';
import type { ChannelKind } from './channel.ts';
import { needsSecret } from './gateway-request.ts';
import { sendByGateway } from './http-gateway.ts';

export const sms: ChannelKind<GatewaySettings> = {
  label: 'SMS',
  secretName: 'sms',
  settings: (all) => (all.sms === null || all.sms.url === '' ? null : all.sms),
  check: (gateway) => gatewayProblems(gateway)[0],
  needsSecret,
  send: sendByGateway,
};
