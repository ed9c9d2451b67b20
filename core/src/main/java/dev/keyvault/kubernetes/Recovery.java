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
		return (answer.secret() != null) ? candidate.recover(wanted, answer.secret()) : answer.instead();
	}

	private Answer ask(SecretId id) {
		if (this.outage != null) {
			return this.outage;
		}
		try {
			StoredSecret secret = this.stored.find(id);
			return (secret != null) ? judge(id, secret)
					: Answer.failed("%s was never written by this library.".formatted(id.describe()), "");
		}
		catch (EditedMarkException ex) {
			return Answer.failed(String.valueOf(ex.getMessage()), "");
		}
		catch (KubernetesException ex) {
			return judge(ex);
		}
		catch (RuntimeException | Error ex) {
			return judge(new UnexpectedFailureException(id, ex));
		}
	}

	private Answer judge(KubernetesException failure) {
		if (failure.reach() == Reach.SERVER) {
			this.outage = Answer.failed(failure.reason(), "");
			return this.outage;
		}
		return Answer.failed(failure.reason(), failure.action());
	}

	private Answer judge(SecretId id, StoredSecret secret) {
		Duration allowed = this.maximumAge;
		if (allowed == null || !secret.writtenAt().plus(allowed).isBefore(this.clock.instant())) {
			return new Answer(secret, Recovered.ABSENT);
		}
		return Answer.failed("%s was written at %s, which is longer ago than the %s allowed.".formatted(id.describe(),
				secret.writtenAt(), words(allowed)), "");
	}

	private static String words(Duration age) {
		return age.equals(Duration.ofHours(age.toHours())) ? age.toHours() + " h" : age.toSeconds() + " s";
	}

	/**
	 * What came of asking for a Secret.
	 *
	 * @param secret the Secret, or {@code null} if it is of no use
	 * @param instead what is to be said of its values if it is of no use
	 */
	private record Answer(@Nullable StoredSecret secret, Recovered instead) {

		static Answer failed(String obstacle, String cure) {
			return new Answer(null, Recovered.failed(obstacle, cure));
		}

	}

}
