package dev.keyvault.spring.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertyResolver;

import dev.keyvault.Internal;
import dev.keyvault.azure.AzureVaults;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.rotation.RotationPoller;
import dev.keyvault.rotation.RotationPollerBuilder;
import dev.keyvault.snapshot.ExcludedKeys;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.snapshot.SnapshotHolder;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.RedactedException;
import dev.keyvault.spring.config.literal.EmbeddedValues;
import dev.keyvault.spring.config.literal.PlaceholderPolicy;
import dev.keyvault.spring.config.redaction.HidingTypeConverter;
import dev.keyvault.spring.config.redaction.ShownValues;

/**
 * Holds the snapshot that all imports of an application read from, and the vaults it is
 * from. Thread-safe.
 */
@Internal
public final class ImportedKeys {

	static final String BEAN = "keyVaultImportedKeys";

	static final String SOURCE_BEAN = "keyVaultObjectSource";

	static final String KUBERNETES_BEAN = "keyVaultKubernetesSettings";

	static final String FILES_BEAN = "keyVaultFiles";

	private static final Log logger = LogFactory.getLog(ImportedKeys.class);

	private final SnapshotHolder holder;

	private final ShownValues shown = new ShownValues(this::forms);

	private volatile UnaryOperator<String> resolver = UnaryOperator.identity();

	private volatile PlaceholderPolicy placeholders = PlaceholderPolicy.LITERAL;

	private final List<ConfigurableListableBeanFactory> starting = new CopyOnWriteArrayList<>();

	private volatile @Nullable Origins origins;

	private BootstrapRegistrations registrations = BootstrapRegistrations.NONE;

	ImportedKeys() {
		this(Snapshot.EMPTY);
	}

	ImportedKeys(Snapshot snapshot) {
		this.holder = new SnapshotHolder(snapshot, this.shown::replace);
	}

	/**
	 * Return the values in force.
	 * @return the snapshot; empty before anything is loaded
	 */
	public Snapshot snapshot() {
		return this.holder.get();
	}

	/**
	 * Return whether a text shows the value that a key has or had: those of the start and
	 * the last 1,000 others, since a bean may hold the one it was made with. Values
	 * shorter than 4 characters are not looked for, since they may stand anywhere by
	 * chance.
	 * @param text the text
	 * @return whether some value is part of the text
	 */
	public boolean areShownIn(String text) {
		return this.shown.areIn(text, snapshot());
	}

	private Stream<SensitiveValue> forms(Entry entry) {
		PlaceholderPolicy policy = this.placeholders;
		return policy.resolves(entry) ? Stream.of(entry.value(), policy.resolve(entry.value(), this.resolver))
				: Stream.of(entry.value());
	}

	/**
	 * Return in which values placeholders are resolved.
	 * @return the policy
	 */
	public PlaceholderPolicy placeholders() {
		return this.placeholders;
	}

	/**
	 * Take note of who reads the values.
	 * @param environment resolves placeholders
	 * @param vaults the names of the vaults in whose values placeholders are resolved
	 */
	void readBy(PropertyResolver environment, Set<String> vaults) {
		this.placeholders = PlaceholderPolicy.of(environment, vaults);
	}

	void starts(ConfigurableListableBeanFactory beans) {
		this.starting.add(beans);
	}

	boolean areStarting() {
		this.starting.removeIf(ConfigurableListableBeanFactory::isConfigurationFrozen);
		return !this.starting.isEmpty();
	}

	ImportedKeys at(Snapshot snapshot) {
		ImportedKeys keys = new ImportedKeys(snapshot);
		keys.placeholders = this.placeholders;
		return keys;
	}

	LayerProperties layer(String name) {
		return new LayerProperties(snapshot(), name, this.placeholders::resolves);
	}

	/**
	 * Start to watch what the keys are from, as {@code keyvault.load} and
	 * {@code keyvault.refresh} say. Rotations replace the snapshot in force.
	 * @param customizer adds who may refuse and who follows
	 * @return the poller
	 * @throws IllegalStateException if nothing is loaded yet
	 */
	public RotationPoller poller(Consumer<RotationPollerBuilder> customizer) {
		Origins from = Objects.requireNonNull(this.origins, "Keys are loaded before they are watched");
		RotationPollerBuilder builder = RotationPoller.builder(from.declarations(), from.vaults().source())
			.load(from.settings().load())
			.settings(from.settings().rotation())
			.failures(from.failures())
			.excluded(from.excluded())
			.spelling(KeyVaultProperties::nameOf);
		customizer.accept(builder);
		return builder.build(this.holder);
	}

	/**
	 * Take note of what the application has registered.
	 * @param registrations what the import is to use
	 * @return these keys
	 */
	ImportedKeys using(BootstrapRegistrations registrations) {
		this.registrations = registrations;
		return this;
	}

	BootstrapRegistrations registrations() {
		return this.registrations;
	}

	boolean areLoaded() {
		return this.origins != null;
	}

	void load(Snapshot first, Origins from) {
		this.holder.swap(first);
		this.origins = from;
	}

	/**
	 * Close the vaults of an application that does not start.
	 */
	void close() {
		Origins from = this.origins;
		if (from != null) {
			from.vaults().close();
			from.targets().forEach((target) -> close(target.bean()));
		}
	}

	/**
	 * Make the keys and the source of objects beans, and close the vaults with the
	 * context. While the application is processed ahead of time nothing is loaded, and
	 * stand-ins take the places of these beans.
	 * @param context the context of the application
	 */
	void promoteTo(ConfigurableApplicationContext context) {
		Origins from = this.origins;
		if (AheadOfTime.isProcessing()) {
			AheadOfTime.registerStandIns(context);
		}
		else if (from != null) {
			DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
			this.resolver = context.getEnvironment()::resolvePlaceholders;
			guard(context);
			OpenPlaceholders.refuseIn(context);
			beans.setTypeConverter(new HidingTypeConverter(beans, this::areShownIn));
			register(from, beans);
			AheadOfTime.warnOfBeansLeftOut(beans);
		}
	}

	/**
	 * Keep the values that a context imports out of the reach of expressions.
	 * @param context the context, before it is refreshed
	 */
	static void guard(ConfigurableApplicationContext context) {
		if (EmbeddedValues.guard(context)) {
			context.getEnvironment()
				.getPropertySources()
				.stream()
				.filter(KeyVaultPropertySource.class::isInstance)
				.forEach((source) -> ((KeyVaultPropertySource) source).getSource().starts(context.getBeanFactory()));
		}
	}

	private void register(Origins from, DefaultListableBeanFactory beans) {
		beans.registerSingleton(BEAN, this);
		beans.registerSingleton(SOURCE_BEAN, from.vaults().source());
		beans.registerDisposableBean(SOURCE_BEAN, from.vaults()::close);
		from.targets().forEach((target) -> {
			beans.registerSingleton(target.name(), target.bean());
			beans.registerDisposableBean(target.name(), () -> close(target.bean()));
		});
	}

	private static void close(AutoCloseable target) {
		Isolation.<@Nullable Void>call(() -> {
			target.close();
			return null;
		}, (thrown) -> {
			logger.warn("Closing a target failed with " + RedactedException.of(thrown).describe());
			return null;
		});
	}

	@Override
	public String toString() {
		return snapshot().layers().keySet().toString();
	}

	/**
	 * Where keys are from.
	 *
	 * @param declarations what was asked for
	 * @param vaults the vaults
	 * @param settings how they are read
	 * @param failures why vaults failed when they were read first
	 * @param excluded the keys that were left out, of which was told
	 * @param targets the targets that configuration declares
	 */
	record Origins(List<Declaration> declarations, AzureVaults vaults, ReadSettings settings,
			Map<Vault, List<KeyVaultException>> failures, List<ExcludedKeys> excluded, List<DeclaredTarget> targets) {

		Origins {
			declarations = List.copyOf(declarations);
		}

	}

}
