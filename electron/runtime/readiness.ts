// Which channels are set up: the others let their messages wait in the outbox.
import type { Channel } from '../../shared/model/message.ts';
import type { Settings } from '../../shared/model/settings.ts';

export function channelReady(settings: Settings, channel: Channel): boolean {
  switch (channel) {
    case 'notification':
      return true;
    case 'email':
      return settings.smtp !== null && settings.smtp.host !== '' && settings.smtp.fromAddress !== '';
    case 'sms':
      return settings.sms !== null && settings.sms.url !== '';
    case 'whatsapp':
      return settings.whatsapp !== null && settings.whatsapp.url !== '';
  }
}
