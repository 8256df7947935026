// The two channels of Electron by which the door is reached.
export const REQUEST_CHANNEL = 'baton:request';
export const PUSH_CHANNEL = 'baton:push';
