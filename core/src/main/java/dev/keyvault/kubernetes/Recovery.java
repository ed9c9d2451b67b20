package dev.keyvault.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.EntrySource.PlainEntry;
import dev.keyvault.kubernetes.StoredSecret.EditedLabelException;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.target.TargetException;
import dev.keyvault.target.TargetException.Reach;

/**
 * Takes values back out of Secrets that were written earlier. Asks for each Secret once,
 * when it is needed first, and for none after the API server did not answer. Used once,
 * by one thread.
 */
final class Recovery {

	private final List<Candidate> candidates;

	private final StoredSecrets stored;

	private final @Nullable Duration maximumAge;

	private final Clock clock;

	private final Map<SecretId, Answer> answers = new HashMap<>();

	private @Nullable Answer outage;

	Recovery(List<Candidate> candidates, StoredSecrets stored, @Nullable Duration maximumAge, Clock clock) {
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

	private Recovered recover(Candidate candidate, KeyMapping wanted) {
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
		catch (EditedLabelException ex) {
			return Answer.failed(String.valueOf(ex.getMessage()), "");
		}
		catch (RuntimeException | Error ex) {
			return judge(TargetException.of(id, ex));
		}
	}

	private Answer judge(TargetException failure) {
		if (failure.reach() == Reach.TARGET) {
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

	/**
	 * What came of taking a value back out of a Secret.
	 *
	 * @param entry the value, or {@code null} if there is none
	 * @param obstacle why the value is not known, as a sentence; {@code null} if it is,
	 * be it that the key had none
	 * @param cure what to do about the obstacle, as a sentence; empty if the obstacle
	 * says it
	 */
	record Recovered(Snapshot.@Nullable Entry entry, @Nullable String obstacle, String cure) {

		/**
		 * The key may be absent, and was when the Secret was written.
		 */
		static final Recovered ABSENT = new Recovered(null, null, "");

		static Recovered of(Snapshot.Entry entry) {
			return new Recovered(entry, null, "");
		}

		static Recovered failed(String obstacle) {
			return failed(obstacle, "");
		}

		static Recovered failed(String obstacle, String cure) {
			return new Recovered(null, obstacle, cure);
		}

	}

	/**
	 * A place in a Secret that holds the value of a key.
	 *
	 * @param id the Secret
	 * @param source the entries
	 * @param key the key
	 * @param mapping what the key is mapped to
	 */
	record Candidate(SecretId id, EntrySource source, DeclaredKey key, KeyMapping mapping) {

		static List<Candidate> of(List<SecretDeclaration> secrets, List<Declaration> declarations) {
			return secrets.stream()
				.flatMap((secret) -> secret.sources()
					.stream()
					.flatMap((source) -> source.keys()
						.stream()
						.flatMap((key) -> of(secret.id(), source, key, declarations))))
				.toList();
		}

		private static Stream<Candidate> of(SecretId id, EntrySource source, DeclaredKey key,
				List<Declaration> declarations) {
			return declarations.stream()
				.filter((declaration) -> declaration.name().equals(key.declaration()))
				.flatMap((declaration) -> declaration.mappings().stream())
				.filter((mapping) -> mapping.key().equals(key.key()))
				.map((mapping) -> new Candidate(id, source, key, mapping));
		}

		/**
		 * Return whether another key has its value from here too: it refers to the same,
		 * or to another part of a certificate that is here as a whole.
		 * @param wanted the other key
		 * @return whether this is a place to look at
		 */
		boolean serves(KeyMapping wanted) {
			return this.mapping.selection().equals(wanted.selection())
					&& (this.source instanceof TlsEntries || part(this.mapping).equals(part(wanted)));
		}

		private static String part(KeyMapping mapping) {
			return mapping.reference().part().text();
		}

		Recovered recover(KeyMapping wanted, StoredSecret stored) {
			String edit = stored.findEdit(this.source.names());
			if (edit != null) {
				return Recovered.failed(edit);
			}
			Snapshot.Entry entry = this.source.recover(this.key, wanted, stored);
			if (entry != null) {
				return Recovered.of(entry);
			}
			return (wanted.reference().optional() && wasAbsent(stored)) ? Recovered.ABSENT : Recovered
				.failed("%s has no entry that was made of what the key refers to.".formatted(this.id.describe()));
		}

		private boolean wasAbsent(StoredSecret stored) {
			return this.source instanceof PlainEntry plain && plain.optional() && stored.find(plain.name()) == null;
		}

	}

}
