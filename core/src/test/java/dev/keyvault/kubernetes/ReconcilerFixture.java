package dev.keyvault.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import org.slf4j.LoggerFactory;

import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.kubernetes.EntrySource.PlainEntry;
import dev.keyvault.kubernetes.SecretDeclaration.SecretMetadata;
import dev.keyvault.kubernetes.SecretPolicy.OnConflict;
import dev.keyvault.kubernetes.SecretPolicy.OnImmutable;
import dev.keyvault.kubernetes.SecretPolicy.OnRemoval;
import dev.keyvault.kubernetes.SecretPolicy.Owner;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.target.Backoff;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

/**
 * The application under test in a cluster, and somebody else who is there too.
 */
final class ReconcilerFixture implements AutoCloseable {

	static final String NAME = "foo-secrets";

	static final String PASSWORD = "spring.datasource.password";

	static final String CLIENT_SECRET = "app.client-secret";

	static final SecretPolicy FORCE = new SecretPolicy(OnConflict.FORCE, OnRemoval.RETAIN, OnImmutable.FAIL,
			Owner.NONE);

	static final SecretPolicy SKIP = new SecretPolicy(OnConflict.SKIP, OnRemoval.RETAIN, OnImmutable.FAIL, Owner.NONE);

	static final SecretPolicy REPLACE = new SecretPolicy(OnConflict.FAIL, OnRemoval.RETAIN, OnImmutable.REPLACE,
			Owner.NONE);

	static final String UNAUTHENTICATED = "The Kubernetes API server does not accept the application's token or certificate (HTTP 401): there is none, it has expired, or it is not for this cluster. Let the pod mount the token of its ServiceAccount (automountServiceAccountToken), or renew what the kubeconfig names; it is tried again later.";

	private final Cluster cluster;

	private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T12:00:00Z"));

	private final List<Runnable> open = new ArrayList<>();

	private final Set<DeclaredKey> unread = new HashSet<>();

	ReconcilerFixture(Cluster cluster) {
		this.cluster = cluster;
	}

	/**
	 * Return the keys whose vault has not answered yet.
	 */
	Set<DeclaredKey> unread() {
		return this.unread;
	}

	MovableClock clock() {
		return this.clock;
	}

	KubernetesApi connect() {
		return connect(ApiSettings.DEFAULT_TIMEOUT);
	}

	KubernetesApi connect(Duration timeout) {
		return connect(this.cluster.config(), timeout);
	}

	KubernetesApi connect(Config config, Duration timeout) {
		KubernetesApi api = KubernetesApi.connect(config, new ApiSettings(null, timeout, this.clock));
		this.open.add(api::close);
		return api;
	}

	SecretId id(String name) {
		return new SecretId(this.cluster.namespace(), name);
	}

	/**
	 * Declare {@link #NAME} with entries of the given keys.
	 */
	SecretDeclaration declaration(SecretPolicy policy, Map<String, String> entries) {
		return declaration(NAME, SecretType.OPAQUE, policy, entries);
	}

	SecretDeclaration declaration(String name, SecretType type, SecretPolicy policy, Map<String, String> entries) {
		List<EntrySource> sources = new ArrayList<>();
		entries.forEach((entry, key) -> sources.add(new PlainEntry(entry, Values.key(key), false)));
		return new SecretDeclaration(id(name), type, sources, SecretMetadata.NONE, policy);
	}

	/**
	 * Declare {@link #NAME} as the CSI driver's users do.
	 */
	SecretDeclaration fooSecrets() {
		return declaration(SecretPolicy.DEFAULTS, Map.of("databasepassword", PASSWORD, "clientsecret", CLIENT_SECRET));
	}

	static Values fooValues(int version) {
		return Values.none()
			.with(PASSWORD, "s3cret-pa55-of-db-" + version, version)
			.with(CLIENT_SECRET, "s3cret-of-client-" + version, version);
	}

	SecretReconciler target(SecretDeclaration... secrets) {
		return target(connect(), Leadership.EVERYONE, secrets);
	}

	SecretReconciler target(KubernetesApi api, Leadership leadership, SecretDeclaration... secrets) {
		return target(api, leadership, settings(secrets));
	}

	SecretReconciler target(KubernetesApi api, Leadership leadership, SecretSettings settings) {
		SecretReconciler target = new SecretReconciler(api, settings, leadership, this.unread::contains,
				new SecretReconciler.Timing(this.clock, this.clock, Backoff.create(() -> 0)));
		this.open.add(target::close);
		return target;
	}

	static SecretSettings settings(SecretDeclaration... secrets) {
		return new SecretSettings("shop", null, List.of(secrets));
	}

	static List<WriteResult> results(List<WriteOutcome> outcomes) {
		return outcomes.stream().map(WriteOutcome::result).toList();
	}

	static String message(List<WriteOutcome> outcomes) {
		return outcomes.get(0).failure().getMessage();
	}

	Secret live() {
		return live(NAME);
	}

	Secret live(String name) {
		return this.cluster.admin().secrets().inNamespace(this.cluster.namespace()).withName(name).get();
	}

	String text(String entry) {
		String data = live().getData().get(entry);
		return (data != null) ? new String(Base64.getDecoder().decode(data)) : null;
	}

	/**
	 * Change an entry as {@code kubectl edit} does.
	 */
	void edit(String entry, String value) {
		edit((secret) -> secret.addToData(entry, encode(value)));
	}

	/**
	 * Apply an entry as somebody else who keeps to server-side apply.
	 */
	void applyAs(String manager, String entry, String value) {
		this.cluster.admin().resource(foreign(entry, value)).fieldManager(manager).forceConflicts().serverSideApply();
	}

	/**
	 * Apply an entry as text, as somebody else who keeps to server-side apply.
	 */
	void applyTextAs(String manager, String entry, String value) {
		Secret text = new SecretBuilder(foreign(entry, value)).withData(null)
			.withStringData(Map.of(entry, value))
			.build();
		this.cluster.admin().resource(text).fieldManager(manager).forceConflicts().serverSideApply();
	}

	void applyLabelAs(String manager, String label, String value) {
		Secret labelled = new SecretBuilder(foreign("entry", "value")).withData(null)
			.editMetadata()
			.addToLabels(label, value)
			.endMetadata()
			.build();
		this.cluster.admin().resource(labelled).fieldManager(manager).forceConflicts().serverSideApply();
	}

	void label(String label, String value) {
		edit((secret) -> secret.editMetadata().addToLabels(label, value).endMetadata());
	}

	void annotate(String annotation, String value) {
		edit((secret) -> secret.editMetadata().addToAnnotations(annotation, value).endMetadata());
	}

	/**
	 * Change {@link #NAME} as {@code kubectl edit} does.
	 */
	void edit(UnaryOperator<SecretBuilder> change) {
		this.cluster.admin()
			.secrets()
			.inNamespace(this.cluster.namespace())
			.withName(NAME)
			.edit((secret) -> change.apply(new SecretBuilder(secret)).build());
	}

	/**
	 * Delete {@link #NAME} and create it again with another entry, as tools for backups
	 * do, which know nothing of field managers.
	 */
	void restore(String entry, String value) {
		Secret saved = live();
		delete();
		this.cluster.admin()
			.resource(new SecretBuilder().withType(saved.getType())
				.withNewMetadata()
				.withNamespace(this.cluster.namespace())
				.withName(NAME)
				.withLabels(saved.getMetadata().getLabels())
				.withAnnotations(saved.getMetadata().getAnnotations())
				.endMetadata()
				.withData(saved.getData())
				.addToData(entry, encode(value))
				.build())
			.create();
	}

	/**
	 * Create {@link #NAME} as somebody else.
	 */
	void createForeign(String entry, String value) {
		this.cluster.admin().resource(foreign(entry, value)).create();
	}

	private Secret foreign(String entry, String value) {
		return new SecretBuilder().withNewMetadata()
			.withNamespace(this.cluster.namespace())
			.withName(NAME)
			.endMetadata()
			.withData(Map.of(entry, encode(value)))
			.build();
	}

	private static String encode(String value) {
		return Base64.getEncoder().encodeToString(value.getBytes());
	}

	void delete() {
		this.cluster.admin().secrets().inNamespace(this.cluster.namespace()).withName(NAME).delete();
	}

	/**
	 * Record what a class logs.
	 */
	ListAppender<ILoggingEvent> log(Class<?> type) {
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.list = new CopyOnWriteArrayList<>();
		log.start();
		Logger logger = (Logger) LoggerFactory.getLogger(type);
		logger.addAppender(log);
		closeLater(() -> logger.detachAppender(log));
		return log;
	}

	/**
	 * Close something before the connections are closed.
	 */
	void closeLater(Runnable close) {
		this.open.add(close);
	}

	@Override
	public void close() {
		for (int i = this.open.size() - 1; i >= 0; i--) {
			this.open.get(i).run();
		}
	}

}
