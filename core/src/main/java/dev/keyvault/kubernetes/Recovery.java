package dev.keyvault.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.KubernetesException.Reach;
import dev.keyvault.mapping.KeyMapping;

/**
 * Takes values back out of Secrets that were written earlier. Asks for each Secret once,
 * when it is needed first, and for none after the API server did not answer. Used once,
 * by one thread.
 */
final class Recovery {

	private final List<RecoveryCandidate> candidates;

	private final StoredSecrets stored;

	private final @Nullable Duration maximumAge;

	private final Clock clock;

	private final Map<SecretId, Answer> answers = new HashMap<>();

	private @Nullable Answer outage;

	Recovery(List<RecoveryCandidate> candidates, StoredSecrets stored, @Nullable Duration maximumAge, Clock clock) {
		this.candidates = candidates;
		this.stored = stored;
		this.maximumAge = maximumAge;
		this.clock = clock;
	}

	/**
	 * Take a value back.
	 * @param wanted the key and what it is mapped to
	 * @return the value, or why it is not known
	 */
	Recovered recover(KeyMapping wanted) {
		List<Recovered> found = this.candidates.stream()
			.filter((candidate) -> candidate.serves(wanted))
			.map((candidate) -> recover(candidate, wanted))
			.toList();
		return found.stream()
			.filter((recovered) -> recovered.obstacle() == null)
			.findFirst()
			.or(() -> found.stream().findFirst())
			.orElseGet(() -> Recovered.failed("No Kubernetes Secret is declared that has this key."));
	}

	private Recovered recover(RecoveryCandidate candidate, KeyMapping wanted) {
		Answer answer = this.answers.computeIfAbsent(candidate.id(), this::ask);
		return (answer.secret() != null) ? candidate.recover(wanted, answer.secret())
				: Recovered.failed(String.valueOf(answer.obstacle()));
	}

	private Answer ask(SecretId id) {
		if (this.outage != null) {
			return this.outage;
		}
		try {
			return judge(id, this.stored.find(id));
		}
		catch (KubernetesException ex) {
			return judge(ex);
		}
	}

	private Answer judge(KubernetesException failure) {
		if (failure.reach() == Reach.SERVER) {
			this.outage = new Answer(null, failure.reason());
			return this.outage;
		}
		return new Answer(null, failure.getMessage());
	}

	private Answer judge(SecretId id, @Nullable StoredSecret secret) {
		if (secret == null) {
			return new Answer(null, "%s was never written by this library.".formatted(id.describe()));
		}
		if (this.maximumAge != null && secret.writtenAt().plus(this.maximumAge).isBefore(this.clock.instant())) {
			return new Answer(null, "%s was written at %s, which is longer ago than the %s allowed."
				.formatted(id.describe(), secret.writtenAt(), words(this.maximumAge)));
		}
		return new Answer(secret, null);
	}

	private static String words(Duration age) {
		return age.equals(Duration.ofHours(age.toHours())) ? age.toHours() + " h" : age.toSeconds() + " s";
	}

	/**
	 * What came of asking for a Secret.
	 *
	 * @param secret the Secret, or {@code null} if it is of no use
	 * @param obstacle why it is of no use
	 */
	private record Answer(@Nullable StoredSecret secret, @Nullable String obstacle) {

	}

}
