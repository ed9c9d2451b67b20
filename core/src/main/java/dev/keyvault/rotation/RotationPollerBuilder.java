package dev.keyvault.rotation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.keyvault.Internal;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.ExcludedKeys;
import dev.keyvault.snapshot.LoadSettings;
import dev.keyvault.snapshot.SnapshotHolder;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.source.Setting;
import dev.keyvault.source.SteadyClock;

/**
 * Puts a {@link RotationPoller} together. Not thread-safe.
 */
@Internal
public final class RotationPollerBuilder {

	private final List<Declaration> declarations;

	private final ObjectSource source;

	private final List<RotationListener> listeners = new ArrayList<>();

	private LoadSettings load = LoadSettings.DEFAULTS;

	private RotationSettings settings = RotationSettings.DEFAULTS;

	private Supplier<Stream<RotationValidator>> validators = Stream::empty;

	private Map<Vault, List<KeyVaultException>> failures = Map.of();

	private List<ExcludedKeys> excluded = List.of();

	private Function<Setting, String> spelling = Setting::toString;

	private Clock clock = Clock.systemUTC();

	private Clock timer = SteadyClock.start();

	private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

	RotationPollerBuilder(List<Declaration> declarations, ObjectSource source) {
		this.declarations = List.copyOf(declarations);
		this.source = source;
	}

	/**
	 * Set how much one poll may take, {@link LoadSettings#DEFAULTS} by default.
	 * @param load the time and the number of parallel reads
	 * @return this builder
	 */
	public RotationPollerBuilder load(LoadSettings load) {
		this.load = load;
		return this;
	}

	/**
	 * Set how often and how to poll, {@link RotationSettings#DEFAULTS} by default.
	 * @param settings the settings
	 * @return this builder
	 */
	public RotationPollerBuilder settings(RotationSettings settings) {
		this.settings = settings;
		return this;
	}

	/**
	 * Set who may reject changes, asked in this order; nobody by default.
	 * @param validators finds the validators, each time a rotation is proposed, so that
	 * they may be made later than the poller; an exception counts as the rejection of all
	 * changes
	 * @return this builder
	 */
	public RotationPollerBuilder validators(Supplier<Stream<RotationValidator>> validators) {
		this.validators = validators;
		return this;
	}

	/**
	 * Add who follows, told in the order in which they are added; nobody by default.
	 * @param listener the listener
	 * @return this builder
	 */
	public RotationPollerBuilder listener(RotationListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Tell which vaults failed when the snapshot in force was loaded; none by default.
	 * They are polled as soon as any vault that fails.
	 * @param failures why, by vault
	 * @return this builder
	 */
	public RotationPollerBuilder failures(Map<Vault, List<KeyVaultException>> failures) {
		this.failures = Map.copyOf(failures);
		return this;
	}

	/**
	 * Tell which keys rules left out when the snapshot in force was loaded, and that this
	 * was told; none by default.
	 * @param excluded the keys
	 * @return this builder
	 */
	public RotationPollerBuilder excluded(List<ExcludedKeys> excluded) {
		this.excluded = List.copyOf(excluded);
		return this;
	}

	/**
	 * Set how problems spell the settings that they name, by default as
	 * {@link Setting#toString()} does.
	 * @param spelling spells a setting
	 * @return this builder
	 */
	public RotationPollerBuilder spelling(Function<Setting, String> spelling) {
		this.spelling = spelling;
		return this;
	}

	/**
	 * Set where the time comes from, the system's clock by default.
	 * @param clock tells the time
	 * @return this builder
	 */
	public RotationPollerBuilder clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Set what the time to wait is measured with, by default a clock that nobody can set.
	 * @param timer tells how time passes, whatever is done to the clock
	 * @return this builder
	 */
	public RotationPollerBuilder timer(Clock timer) {
		this.timer = timer;
		return this;
	}

	/**
	 * Set where chance comes from.
	 * @param random gives numbers from 0 to less than 1
	 * @return this builder
	 */
	public RotationPollerBuilder random(DoubleSupplier random) {
		this.random = random;
		return this;
	}

	/**
	 * Start to watch: the first polls are due one interval from now, those of vaults that
	 * failed before after a sixteenth of it.
	 * @param current holds the snapshot in force, which each poll may replace
	 * @return the poller
	 */
	public RotationPoller build(SnapshotHolder current) {
		return new RotationPoller(this, current);
	}

	ChangeDetector detector() {
		return new ChangeDetector(this, this.declarations, this.source, this.load);
	}

	ReportedKeys excluded() {
		return new ReportedKeys(this.excluded);
	}

	PendingKeys pending() {
		return new PendingKeys(this.declarations, this.failures.keySet());
	}

	Supplier<Stream<RotationValidator>> validators() {
		return this.validators;
	}

	List<RotationListener> listeners() {
		return List.copyOf(this.listeners);
	}

	RotationSettings settings() {
		return this.settings;
	}

	Map<Vault, List<KeyVaultException>> failures() {
		return this.failures;
	}

	Function<Setting, String> spelling() {
		return this.spelling;
	}

	Clock clock() {
		return this.clock;
	}

	Clock timer() {
		return this.timer;
	}

	DoubleSupplier random() {
		return this.random;
	}

}
