package dev.keyvault.source;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.Vault;

/**
 * Raised when a vault knows the caller and refuses the operation.
 */
@Internal
public final class AccessDeniedException extends KeyVaultException {

	private final Reach reach;

	private AccessDeniedException(Vault vault, Reach reach, String reason, String action, @Nullable Throwable cause) {
		super(vault, reason, Message.of(action), cause);
		this.reach = reach;
	}

	/**
	 * Report that a permission is missing.
	 * @param vault the vault
	 * @param subject what was to be read, such as {@code secret 'db-password'}
	 * @param permission the permission that is missing
	 * @param cause what the vault answered, if that is worth keeping
	 * @return the exception
	 */
	public static AccessDeniedException of(Vault vault, String subject, Permission permission,
			@Nullable Throwable cause) {
		return new AccessDeniedException(vault, Reach.OBJECT,
				"Vault %s does not allow '%s' for %s.".formatted(vault, permission.operation(), subject),
				"Give the application's identity the role \"%s\" on the vault or, if the vault uses access policies, the permission '%s'. A new grant takes some minutes."
					.formatted(permission.role(), permission.operation()),
				cause);
	}

	/**
	 * Report that the firewall of the vault refuses the caller's address.
	 * @param vault the vault
	 * @param cause what the vault answered, if that is worth keeping
	 * @return the exception
	 */
	public static AccessDeniedException byFirewall(Vault vault, @Nullable Throwable cause) {
		return new AccessDeniedException(vault, Reach.VAULT,
				"The firewall of vault %s refuses the address of this application.".formatted(vault),
				"Allow the address or the subnet in the vault's networking settings, or use a private endpoint.",
				cause);
	}

	@Override
	public Reach reach() {
		return this.reach;
	}

}
