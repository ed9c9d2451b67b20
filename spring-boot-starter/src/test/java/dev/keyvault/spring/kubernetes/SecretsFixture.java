package dev.keyvault.spring.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import org.springframework.core.env.StandardEnvironment;

import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.kubernetes.ApiSettings;
import dev.keyvault.kubernetes.EntrySource.PlainEntry;
import dev.keyvault.kubernetes.KubernetesApi;
import dev.keyvault.kubernetes.OrphanedSecrets;
import dev.keyvault.kubernetes.SecretDeclaration;
import dev.keyvault.kubernetes.SecretDeclaration.SecretMetadata;
import dev.keyvault.kubernetes.SecretId;
import dev.keyvault.kubernetes.SecretPolicy;
import dev.keyvault.kubernetes.SecretReconciler;
import dev.keyvault.kubernetes.SecretSettings;
import dev.keyvault.kubernetes.SecretSettings.PodId;
import dev.keyvault.kubernetes.SecretType;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.ManualExecutor;
import dev.keyvault.spring.config.KubernetesSettings;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.PollingWorker;
import dev.keyvault.target.Backoff;

/**
 * What keeps the Secret {@code foo} in a cluster, at the time and on the thread of the
 * test. Of the keys {@code app.password} and {@code app.unused} it has the first.
 */
final class SecretsFixture implements AutoCloseable {

	static final Duration INTERVAL = Duration.ofMinutes(2);

	static final NamedKey PASSWORD = new NamedKey("app.password");

	static final NamedKey UNUSED = new NamedKey("app.unused");

	private static final String DECLARATION = "keyvault:payments";

	private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));

	private final ManualExecutor executor = new ManualExecutor(this.clock);

	private final List<ScheduledExecutorService> executors = new ArrayList<>();

	private final Cluster cluster;

	private final KubernetesApi api;

	private final SecretReconciler target;

	private volatile boolean leader = true;

	private String removal;

	private Snapshot snapshot = snapshot(Map.of(PASSWORD, 1, UNUSED, 1));

	SecretsFixture(Cluster cluster) {
		this.cluster = cluster;
		this.api = KubernetesApi
			.connect(new ApiSettings(cluster.kubeconfig(), ApiSettings.DEFAULT_TIMEOUT, this.clock));
		this.target = new SecretReconciler(this.api, settings(), () -> this.leader, (key) -> false,
				new SecretReconciler.Timing(this.clock, this.clock, Backoff.create(() -> 0)));
	}

	private SecretSettings settings() {
		PlainEntry entry = new PlainEntry("password", new DeclaredKey(DECLARATION, PASSWORD), false);
		SecretId id = new SecretId(this.cluster.namespace(), "foo");
		return new SecretSettings("shop", new PodId(this.cluster.namespace(), "shop-1"),
				List.of(new SecretDeclaration(id, SecretType.OPAQUE, List.of(entry), SecretMetadata.NONE,
						SecretPolicy.DEFAULTS)));
	}

	void follow() {
		this.leader = false;
	}

	void lead() {
		this.leader = true;
	}

	void removeUndeclared() {
		this.cluster.admin()
			.resource(new PodBuilder().withNewMetadata()
				.withNamespace(this.cluster.namespace())
				.withName("shop-1")
				.endMetadata()
				.build())
			.create();
		this.removal = this.cluster.namespace();
	}

	SecretsLifecycle lifecycle() {
		return lifecycle(this.executor);
	}

	SecretsLifecycle lifecycle(ScheduledExecutorService executor) {
		this.executors.add(executor);
		KubernetesSettings settings = new KubernetesSettings(this.api, settings(), null, false, this.removal, INTERVAL);
		return new SecretsLifecycle(settings, this.target, () -> this.leader, () -> this.snapshot, executor,
				this.clock);
	}

	PollingWorker worker() {
		return new PollingWorker("Keeping Kubernetes Secrets", this.target::retry,
				() -> PollingWorker.until(this.target.retryAt(), this.clock), this.executor);
	}

	/**
	 * Let keys have other values from now on.
	 * @param versions the number of the value of each key
	 * @return what that means for an application
	 */
	EnvironmentChange rotate(Map<NamedKey, Integer> versions) {
		Snapshot before = this.snapshot;
		this.snapshot = snapshot(versions);
		return EnvironmentChange.of(new StandardEnvironment(), Rotation.between(before, this.snapshot));
	}

	private static Snapshot snapshot(Map<NamedKey, Integer> versions) {
		Map<NamedKey, Snapshot.Entry> entries = new LinkedHashMap<>();
		versions.forEach((key, version) -> entries.put(key, entry(key, version)));
		return new Snapshot(Map.of(DECLARATION, entries));
	}

	private static Snapshot.Entry entry(NamedKey key, int version) {
		KeyMapping mapping = new KeyMapping(key, Vault.of("payments", "https://payments-kv.vault.azure.net"),
				ObjectReference.parse(key.value().replace('.', '-')));
		SensitiveValue value = SensitiveValue.of("s3cret-pa55-of-key-" + version);
		VaultObject object = new VaultObject.Secret(mapping.object().at(new ObjectVersion("%032x".formatted(version))),
				ObjectAttributes.NONE, value);
		return new Snapshot.Entry(value, object, mapping);
	}

	void write() {
		this.target.apply(this.snapshot);
	}

	/**
	 * Ask the API server for something else by the client of the lifecycle.
	 */
	void askForOthers() {
		removeUndeclared();
		new OrphanedSecrets(this.api, settings(), () -> true).remove(this.cluster.namespace());
	}

	void edit() {
		String data = Base64.getEncoder().encodeToString("s3cret-pa55-of-somebody-else".getBytes());
		this.cluster.admin()
			.secrets()
			.inNamespace(this.cluster.namespace())
			.withName("foo")
			.edit((secret) -> new SecretBuilder(secret).addToData("password", data).build());
	}

	String text() {
		Secret live = this.cluster.admin().secrets().inNamespace(this.cluster.namespace()).withName("foo").get();
		return (live != null) ? new String(Base64.getDecoder().decode(live.getData().get("password"))) : null;
	}

	MovableClock clock() {
		return this.clock;
	}

	ManualExecutor executor() {
		return this.executor;
	}

	@Override
	public void close() {
		this.executors.forEach(ScheduledExecutorService::shutdownNow);
		this.target.close();
		this.api.close();
	}

}
