package dev.keyvault.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.keyvault.azure.AzureFixture;
import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.ImportRule;
import dev.keyvault.mapping.KeyNaming;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.snapshot.LoadSettings;
import dev.keyvault.snapshot.SnapshotHolder;
import dev.keyvault.snapshot.SnapshotLoader;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.source.Problem;
import dev.keyvault.test.EmbeddedKeyVault;

/**
 * Watches a vault by the real protocol, in a time that passes only as the test wants.
 */
final class EmbeddedPollerFixture implements AutoCloseable {

	static final Duration INTERVAL = Duration.ofMinutes(2);

	final AzureFixture azure = new AzureFixture();

	final MovableClock vaultTime = new MovableClock(this.azure.clock.instant());

	final EmbeddedKeyVault embedded = EmbeddedKeyVault.builder().clock(this.vaultTime).start();

	final Vault vault = AzureFixture.vault(this.embedded);

	private LoadSettings load = LoadSettings.DEFAULTS;

	private SnapshotHolder current;

	private RotationPoller poller;

	EmbeddedPollerFixture load(LoadSettings load) {
		this.load = load;
		return this;
	}

	EmbeddedPollerFixture start(Detection detection, String... keys) {
		return start(detection, new Declaration(Declarations.NAME,
				Stream.of(keys).map((key) -> Declarations.mapping(this.vault, key)).toList(), List.of()));
	}

	EmbeddedPollerFixture startAll(Detection detection) {
		ImportRule rule = Declarations.rule(this.vault, KeyNaming.AS_IS);
		return start(detection, new Declaration(Declarations.NAME, List.of(), List.of(rule)));
	}

	private EmbeddedPollerFixture start(Detection detection, Declaration declaration) {
		ObjectSource source = this.azure.open(AzureFixture.withClientSecret(this.embedded));
		return start(detection, declaration, source);
	}

	EmbeddedPollerFixture start(Detection detection, Declaration declaration, ObjectSource source) {
		List<Declaration> all = List.of(declaration);
		this.current = new SnapshotHolder(
				new SnapshotLoader(source, LoadSettings.DEFAULTS, this.azure.clock).load(all).snapshot());
		this.poller = RotationPoller.builder(all, source)
			.settings(new RotationSettings(INTERVAL, 0, detection))
			.load(this.load)
			.clock(this.azure.clock)
			.timer(this.azure.clock)
			.random(() -> 0.5)
			.build(this.current);
		return this;
	}

	Instant next() {
		return this.poller.next();
	}

	List<Problem> problems() {
		return this.poller.problems();
	}

	Map<String, String> values() {
		return new LinkedHashMap<>(Declarations.values(this.current.get()));
	}

	/**
	 * Let time pass until the next poll, and poll.
	 * @return what came of it
	 */
	PollResult poll() {
		moveTo(this.poller.next());
		return this.poller.poll();
	}

	PollResult pollNow() {
		return this.poller.pollAll();
	}

	/**
	 * Poll as often as polls are due for some time.
	 * @param time the time
	 * @return the number of polls
	 */
	int pollFor(Duration time) {
		Instant end = this.azure.clock.instant().plus(time);
		int polls = 0;
		while (!this.poller.next().isAfter(end)) {
			poll();
			polls++;
		}
		moveTo(end);
		return polls;
	}

	private void moveTo(Instant time) {
		if (time.isAfter(this.azure.clock.instant())) {
			this.azure.clock.moveTo(time);
		}
		this.vaultTime.moveTo(this.azure.clock.instant());
	}

	void move(Duration time) {
		moveTo(this.azure.clock.instant().plus(time));
	}

	/**
	 * Let time pass until the next poll, poll, and tell what that asked of the vault.
	 * @return the requests, such as {@code GET /secrets/app}, in alphabetical order
	 */
	List<String> requestsOfPoll() {
		this.embedded.requests().reset();
		poll();
		return requests();
	}

	List<String> requests() {
		return this.embedded.requests().lines().stream().map((line) -> line.replaceAll("/$", "")).sorted().toList();
	}

	@Override
	public void close() {
		this.azure.close();
		this.embedded.close();
	}

}
