package dev.keyvault.azure;

import java.net.ProxySelector;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.azure.credential.CredentialType;
import dev.keyvault.azure.http.AzureEnvironment;
import dev.keyvault.azure.http.HttpSettings;
import dev.keyvault.azure.http.ProcessorWait;
import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.test.EmbeddedKeyVault;

/**
 * Vaults read as in production, in a world that the test owns: its clock moves by what is
 * slept.
 */
public final class AzureFixture implements AutoCloseable {

	public final MovableClock clock = new MovableClock(Clock.systemUTC().instant());

	public final List<Duration> sleeps = Collections.synchronizedList(new ArrayList<>());

	public final Map<String, String> variables = new HashMap<>();

	public final Map<String, String> properties = new HashMap<>();

	public @Nullable ProxySelector proxySelector;

	public HttpSettings http = new HttpSettings(Duration.ofSeconds(60), Duration.ofSeconds(60));

	public ProcessorWait processorWait = () -> Duration.ZERO;

	private final List<AzureVaults> opened = new ArrayList<>();

	public AzureEnvironment environment() {
		return new AzureEnvironment(this.variables::get, this.properties::get, () -> this.proxySelector, this.clock,
				this.clock, this::sleep, () -> 0.5, this.processorWait, this.http);
	}

	private void sleep(Duration time) {
		this.sleeps.add(time);
		this.clock.move(time);
	}

	/**
	 * Let a request time out.
	 * @param remaining how much time there is for it
	 * @return how long it took
	 */
	Duration pass(Duration remaining) {
		Duration longest = this.http.responseTimeout();
		Duration time = (remaining.compareTo(longest) < 0) ? remaining : longest;
		this.clock.move(time);
		return time;
	}

	public ObjectSource open(VaultSettings... settings) {
		return openVaults(settings).source();
	}

	public AzureVaults openVaults(VaultSettings... settings) {
		AzureVaults vaults = AzureVaults.create(List.of(settings), environment());
		this.opened.add(vaults);
		return vaults;
	}

	public VaultObject read(ObjectSource source, ObjectId id) {
		return source.read(new ObjectRequest(id, Content.FULL), deadline());
	}

	VaultObject readPublic(ObjectSource source, ObjectId id) {
		return source.read(new ObjectRequest(id, Content.PUBLIC), deadline());
	}

	public Deadline deadline() {
		return Deadline.in(Duration.ofSeconds(55), this.clock);
	}

	public static Vault vault(EmbeddedKeyVault embedded) {
		return vault("payments", embedded.endpoint());
	}

	public static Vault vault(String name, URI endpoint) {
		return new Vault(name, endpoint);
	}

	public static ObjectId secret(Vault vault, String name) {
		return new ObjectId(vault, ObjectKind.SECRET, new ObjectName(name), null);
	}

	static ObjectId key(Vault vault, String name) {
		return new ObjectId(vault, ObjectKind.KEY, new ObjectName(name), null);
	}

	static ObjectId certificate(Vault vault, String name) {
		return new ObjectId(vault, ObjectKind.CERTIFICATE, new ObjectName(name), null);
	}

	public static VaultSettings withClientSecret(EmbeddedKeyVault embedded) {
		return settings(embedded, clientSecret(embedded).build());
	}

	public static VaultSettings withToken(EmbeddedKeyVault embedded) {
		return settings(embedded, CredentialSettings.staticToken(SensitiveValue.of(embedded.token())));
	}

	public static VaultSettings settings(EmbeddedKeyVault embedded, CredentialSettings credential) {
		return new VaultSettings(vault(embedded), Cloud.PUBLIC, credential, embedded.certificateAuthorityPem(), false);
	}

	public static CredentialSettings.Builder clientSecret(EmbeddedKeyVault embedded) {
		return CredentialSettings.builder(CredentialType.CLIENT_SECRET)
			.tenantId(embedded.tenantId())
			.clientId(embedded.clientId())
			.clientSecret(SensitiveValue.of(embedded.clientSecret()))
			.authorityHost(embedded.authorityHost());
	}

	@Override
	public void close() {
		this.opened.forEach(AzureVaults::close);
	}

}
