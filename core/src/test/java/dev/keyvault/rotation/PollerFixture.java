package dev.keyvault.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.LoadSettings;
import dev.keyvault.snapshot.SnapshotHolder;
import dev.keyvault.snapshot.SnapshotLoader;
import dev.keyvault.source.FakeObjectSource;
import dev.keyvault.source.Setting;

/**
 * Watches objects in memory, as an application does from its start on.
 */
final class PollerFixture {

	static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

	static final RotationSettings SETTINGS = new RotationSettings(Duration.ofMinutes(2), 0, Detection.GET);

	final MovableClock clock = new MovableClock(START);

	final Clock timer;

	final FakeObjectSource source = new FakeObjectSource();

	final List<RotationValidator> validators = new ArrayList<>();

	final List<RotationListener> listeners = new ArrayList<>();

	DoubleSupplier chance = () -> 0.5;

	Function<Setting, String> spelling = Setting::toString;

	SnapshotHolder current;

	RotationPoller poller;

	PollerFixture() {
		this.timer = this.clock;
	}

	PollerFixture(Clock timer) {
		this.timer = timer;
	}

	/**
	 * Load the declarations and watch them.
	 * @param declarations what to watch
	 * @return this
	 */
	PollerFixture start(Declaration... declarations) {
		List<Declaration> all = List.of(declarations);
		return start(all, new SnapshotLoader(this.source, LoadSettings.DEFAULTS, this.timer).load(all));
	}

	/**
	 * Watch what came of a load.
	 */
	PollerFixture start(List<Declaration> all, LoadResult loaded) {
		this.current = new SnapshotHolder(loaded.snapshot());
		RotationPollerBuilder builder = RotationPoller.builder(all, this.source)
			.settings(SETTINGS)
			.clock(this.clock)
			.timer(this.timer)
			.random(() -> this.chance.getAsDouble())
			.failures(loaded.failuresOfVaults())
			.excluded(loaded.excluded())
			.spelling(this.spelling)
			.validators(this.validators::stream);
		this.listeners.forEach(builder::listener);
		this.poller = builder.build(this.current);
		return this;
	}

	PollResult poll() {
		this.clock.moveTo(this.poller.next());
		return this.poller.poll();
	}

	Map<String, String> values() {
		return Declarations.values(this.current.get());
	}

}
