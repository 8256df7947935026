// The operating system's own store for passwords.
import { safeStorage } from 'electron';
import type { Vault } from './secrets.ts';

/** The vault of this machine; one that keeps nothing where the system has no keyring. */
export function systemVault(): Vault {
  return {
    canKeep: canEncrypt(),
    close: (plain) => safeStorage.encryptString(plain),
    open: (blob) => safeStorage.decryptString(blob),
  };
}

/** False where the system has no keyring: its stand-in would use a password that everybody knows. */
function canEncrypt(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}
