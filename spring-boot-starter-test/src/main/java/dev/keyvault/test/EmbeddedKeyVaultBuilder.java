package dev.keyvault.test;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link EmbeddedKeyVault} that differs from the usual one.
 */
public final class EmbeddedKeyVaultBuilder {

	private int port;

	private String tenantId = UUID.randomUUID().toString();

	private Clock clock = Clock.systemUTC();

	private Duration tokenLifetime = Duration.ofHours(1);

	private URI challengeResource = URI.create("https://vault.azure.net");

	private @Nullable EmbeddedKeyVault identityOwner;

	EmbeddedKeyVaultBuilder() {
	}

	/**
	 * Sets the port to listen on. The default is 0: any free port.
	 * @param port the port
	 * @return this builder
	 */
	public EmbeddedKeyVaultBuilder port(int port) {
		this.port = port;
		return this;
	}

	/**
	 * Sets the tenant that issues the tokens. The default is a random identifier.
	 * @param tenantId the identifier of the tenant
	 * @return this builder
	 */
	public EmbeddedKeyVaultBuilder tenantId(String tenantId) {
		this.tenantId = tenantId;
		return this;
	}

	/**
	 * Sets the clock that dates versions and ends tokens. The default is the system's.
	 * @param clock the clock
	 * @return this builder
	 */
	public EmbeddedKeyVaultBuilder clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Sets how long tokens are valid. The default is one hour.
	 * @param tokenLifetime how long tokens are valid
	 * @return this builder
	 */
	public EmbeddedKeyVaultBuilder tokenLifetime(Duration tokenLifetime) {
		this.tokenLifetime = tokenLifetime;
		return this;
	}

	/**
	 * Sets the resource that the challenge names. The default is
	 * {@code https://vault.azure.net}.
	 * @param challengeResource the resource
	 * @return this builder
	 */
	public EmbeddedKeyVaultBuilder challengeResource(String challengeResource) {
		this.challengeResource = URI.create(challengeResource);
		return this;
	}

	/**
	 * Shares certificate authority, tenant and tokens with another vault. That one has to
	 * outlive this one, and meets all requests for tokens. Tenant and token lifetime set
	 * here are then without effect.
	 * @param other the other vault
	 * @return this builder
	 */
	public EmbeddedKeyVaultBuilder sharingIdentityWith(EmbeddedKeyVault other) {
		this.identityOwner = other;
		return this;
	}

	/**
	 * Starts the vault.
	 * @return the running vault
	 */
	public EmbeddedKeyVault start() {
		return new EmbeddedKeyVault(this);
	}

	int port() {
		return this.port;
	}

	Clock clock() {
		return this.clock;
	}

	URI challengeResource() {
		return this.challengeResource;
	}

	CertificateAuthority authority() {
		return (this.identityOwner != null) ? this.identityOwner.identity().authority() : new CertificateAuthority();
	}

	EntraDirectory directory(URI endpoint) {
		return (this.identityOwner != null) ? this.identityOwner.identity().directory()
				: new EntraDirectory(endpoint, this.tenantId, new AccessTokens(this.clock, this.tokenLifetime));
	}

}
