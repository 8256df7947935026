// A password or token. It is written, never read back: the system's key store holds it, or this start of Baton does.
import { Anchor, PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SettingsPage } from '../../shared/ipc-types.ts';
import { lengthFault, limits } from '../../shared/model/limits.ts';

type SecretState = SettingsPage['secrets'][keyof SettingsPage['secrets']];

/** Where the secret is, or will be, in words. */
function whereabouts(state: SecretState, canKeep: boolean): string {
  switch (state) {
    case 'kept':
      return 'Kept by the key store of this system. Type a new one to replace it.';
    case 'this-start-only':
      return 'Known until Baton closes: this system has no key store. Baton asks for it at each start.';
    case 'none':
    case 'unreadable':
      return canKeep
        ? 'It goes into the key store of this system.'
        : 'This system has no key store: Baton keeps it until it closes, and asks for it at each start.';
  }
}

interface SecretFieldProps {
  readonly label: string;
  readonly state: SecretState;
  readonly canKeep: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onForget: () => void;
}

/** Why a secret cannot be kept, in words. */
export function secretFault(secret: string): string | undefined {
  return lengthFault(secret, limits.credential);
}

/** The field; empty means that the secret stays as it is. */
export function SecretField({ label, state, canKeep, value, onChange, onForget }: SecretFieldProps): ReactNode {
  const there = state === 'kept' || state === 'this-start-only';
  return (
    <PasswordInput
      autoComplete="off"
      description={
        <>
          {whereabouts(state, canKeep)}{' '}
          {there && (
            <Anchor component="button" fz="xs" onClick={onForget} type="button">
              Forget it
            </Anchor>
          )}
        </>
      }
      error={
        state === 'unreadable' && value === ''
          ? 'It cannot be read any more. Type it again; messages wait until then.'
          : secretFault(value)
      }
      label={label}
      onChange={(event) => onChange(event.currentTarget.value)}
      placeholder={there ? '••••••••' : ''}
      value={value}
      visibilityToggleButtonProps={{ 'aria-label': `Show ${label.toLowerCase()}`, tabIndex: 0 }}
    />
  );
}
